/** What spreadsheets take for the beginning of a formula, also in full width, and after blanks or a quote. */
const FORMULA = /^[\s"\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Text for a cell of a CSV file: what a spreadsheet would run as a formula gets an apostrophe in front, which
 * spreadsheets read as "this is text". A number stays as it is, so that readers still find one.
 */
export function csvText(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
