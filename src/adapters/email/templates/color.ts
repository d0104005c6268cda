/** Colours that can be read, by the contrast that WCAG 2.2 asks for. */

/** The surface that the button stands on, as in the layout: by day and by night. */
const surfaces = ['#ffffff', '#1c2025']
/** Stands out from both surfaces. */
const middleGrey = '#7d8590'

/** @see WCAG 2.2, "relative luminance" */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21. @param a @param b as `#rrggbb` */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white: of any colour one of them differs by 4.5 or more, which is what text needs. */
export const labelColorOn = (color: string): string =>
  contrast(color, '#ffffff') >= 4.5 ? '#ffffff' : '#000000'

/** The colour itself where the button can be seen (3, WCAG 1.4.11) by day and by night; else a grey that can. */
export const borderColorOf = (color: string): string =>
  surfaces.every((surface) => contrast(color, surface) >= 3) ? color : middleGrey
