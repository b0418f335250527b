/** Comments, then what is kept (quoted names, `$1`), then values: dollar-quoted texts, texts, numbers. */
const PARTS =
  /(?<comment>\/\*[\s\S]*?(?:\*\/|$)|--[^\n]*)|(?<kept>"(?:[^"]|"")*"|\$\d+)|\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$)|(?:\b[eExXbBnN])?'(?:[^']|'')*(?:'|$)|(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi;

/**
 * A statement without values: texts, numbers and comments are taken out, so that no data leaves the
 * database with it. The server does this for most statements, but not for those like `CREATE ROLE`.
 */
export function withoutValues(statement: string): string {
  return statement
    .replace(PARTS, (...match) => {
      const { comment, kept } = match.at(-1) as { readonly comment?: string; readonly kept?: string };
      if (kept !== undefined) return kept;
      return comment === undefined ? '?' : ' ';
    })
    .replace(/\s+/g, ' ')
    .trim();
}
