import { textWidth } from './text-width';

/** Places between two columns. */
export const GAP = 2;

/**
 * Rows in columns of these widths, without boxes: what is longer goes on below, broken between its words. Columns of
 * `rightAligned` end together.
 */
export function drawTable(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  rightAligned: readonly number[],
): string {
  return rows.flatMap((row) => linesOf(row, widths, rightAligned)).join('\n');
}

function linesOf(row: readonly string[], widths: readonly number[], rightAligned: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapped(row[column] ?? '', width));
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((cell, column) => {
        const text = cell[at] ?? '';
        const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(text)));
        return rightAligned.includes(column) ? `${space}${text}` : `${text}${space}`;
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** The words of a cell in lines; a word that is longer than a line has one of its own. */
function wrapped(cell: string, width: number): readonly string[] {
  if (textWidth(cell) <= width) return [cell];
  const lines: string[] = [];
  for (const word of cell.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && textWidth(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
