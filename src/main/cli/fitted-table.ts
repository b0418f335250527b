import { oneLine } from '#shared/format/plain-text';
import { GAP } from './draw-table';
import { table } from './output';
import { textWidth } from './text-width';

/** A column of a table that fits the terminal. */
export interface FittedColumn {
  readonly head: string;
  readonly align?: 'right';
  /** Columns go where there is no room, the highest first; 0 stays always. */
  readonly dropped: number;
  readonly cells: readonly string[];
}

/** A name is not cut to less. */
const NARROWEST = 16;

/**
 * The table in `width` characters: columns that have no room are left out, then the first column is cut, and where not
 * even then there is room each row stands below the one before. Null: no bound.
 */
export function fittedTable(columns: readonly FittedColumn[], width: number | null): string {
  const kept = [...columns];
  while (width !== null && widthOf(kept) > width) {
    const last = kept.reduce((a, b) => (b.dropped >= a.dropped ? b : a));
    if (last.dropped === 0) {
      break;
    }
    kept.splice(kept.indexOf(last), 1);
  }
  const [first, ...rest] = kept;
  if (first === undefined) {
    return '';
  }
  const room = width === null ? Number.POSITIVE_INFINITY : width - (rest.length === 0 ? 0 : widthOf(rest) + GAP);
  const isTooNarrow = room < NARROWEST;
  const cells = isTooNarrow ? first.cells : first.cells.map((cell) => cut(oneLine(cell), room));
  const shown = [{ ...first, cells }, ...rest];
  return table(
    shown.map(({ head }) => head),
    first.cells.map((_, row) => shown.map(({ cells }) => cells[row] ?? '')),
    shown.flatMap(({ align }, at) => (align === 'right' ? [at] : [])),
    isTooNarrow ? width : null,
  );
}

function widthOf(columns: readonly FittedColumn[]): number {
  const widest = columns.map(({ head, cells }) =>
    Math.max(...[head, ...cells].map((cell) => textWidth(oneLine(cell)))),
  );
  return widest.reduce((sum, one) => sum + one, 0) + GAP * Math.max(0, columns.length - 1);
}

function cut(words: string, room: number): string {
  if (textWidth(words) <= room) return words;
  const letters = [...words];
  while (textWidth(letters.join('')) > room - 1) letters.pop();
  return `${letters.join('')}…`;
}
