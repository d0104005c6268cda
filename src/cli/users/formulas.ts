/**
 * Guard: spreadsheets run a cell of CSV that begins like a formula, and users choose their names. An apostrophe before it
 * makes it a text there (OWASP, CSV injection). Cells that would look like one with an apostrophe get another, so that an
 * import finds every name as it was: csv-stringify's `escape_formulas` does not.
 */

/** With the forms of full width, which some spreadsheets take as well. */
const formula = /^(?='*[=+\-@\t\r＝＋－＠])/
const withApostrophe = /^'(?='*[=+\-@\t\r＝＋－＠])/

export const shield = (cell: string): string => cell.replace(formula, "'")

/** Takes one apostrophe away. */
export const unshield = (cell: string): string => cell.replace(withApostrophe, '')
