/**
 * Guard: errors of parse-server repeat what a client has sent, and it logs them: a megabyte for each request. What is
 * logged of a text is bounded before anything looks for secrets in it.
 */

const longest = 8000
/** Of the stack behind a text. */
const longestStack = 2000

/** Where the frames of a stack begin, at the end of a text; its end where there are none. */
export function beginOfFrames(text: string): number {
  let begin = text.length
  while (begin > 0) {
    const line = text.lastIndexOf('\n', begin - 1)
    if (line < 0 || !text.startsWith('\n    at ', line)) break
    begin = line
  }
  return begin
}

/** The begin of a text, and its stack. Nothing else of the end: it may be the half of a secret. */
export function shortened(text: string): string {
  if (text.length <= longest + longestStack) return text
  const end = text.slice(-longestStack)
  const frames = end.slice(beginOfFrames(end))
  const left = text.length - longest - frames.length
  return `${text.slice(0, longest)}… (${left} characters are left out)${frames}`
}
