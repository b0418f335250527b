/**
 * A statement without values: texts, numbers and comments are taken out, so that no data leaves the
 * database with it. The server does this for most statements, but not for those like `CREATE ROLE`.
 */
export function withoutValues(statement: string): string {
  return statement
    .replace(/\/\*[\s\S]*?(\*\/|$)/g, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?(\$\1\$|$)/g, (match) => (/^\$\d+$/.test(match) ? match : '?'))
    .replace(/(?:\b[eExXbBnN])?'(?:[^']|'')*('|$)/g, '?')
    .replace(/(?<![\w$."])-?\d+(\.\d+)?(e[+-]?\d+)?\b/gi, '?')
    .replace(/\s+/g, ' ')
    .trim();
}
