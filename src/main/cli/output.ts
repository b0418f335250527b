import { styleText } from 'node:util';
import type { Failure } from '#shared/domain/failure';
import { oneLine, plainJson, plainText } from '#shared/format/plain-text';
import { drawTable, GAP } from './draw-table';
import { stackedRows } from './stacked-rows';
import { textWidth } from './text-width';

/**
 * Standard output carries a command's answer alone; everything else goes to standard error. Nothing that is printed
 * steers the terminal. A text may have several lines: words of others go into it through `oneLine`.
 */
export function print(text: string, tintOf: (line: number) => Tint | null = () => null): void {
  const lines = plainText(text).split('\n');
  const shown = hasColors() ? lines.map((line, at) => tinted(line, tintOf(at))) : lines;
  process.stdout.write(`${shown.join('\n')}\n`);
}

/** Color of a line, where there are colors. */
export type Tint = 'red' | 'yellow';

function tinted(line: string, tint: Tint | null): string {
  return tint === null ? line : styleText(tint, line);
}

/** Colors are for a terminal, and for nobody who set `NO_COLOR` (https://no-color.org). */
export function hasColors(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

/** Begins a terminal's screen anew; what goes into a file is written on. */
export function clearScreen(): void {
  if (process.stdout.isTTY) {
    process.stdout.write('\u001b[H\u001b[2J');
  }
}

/** How wide the terminal is, in characters; null where the answer goes into a file or another program. */
export function terminalWidth(): number | null {
  return process.stdout.isTTY ? process.stdout.columns : null;
}

export function printJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`);
}

/** The JSON of the terminal and of what serves it. */
export function jsonText(value: unknown): string {
  return plainJson(JSON.stringify(value, null, 2));
}

/** JSON that is written already. */
export function printJsonText(json: string): void {
  process.stdout.write(`${plainJson(json)}\n`);
}

/** A file's text as it is, unseen marks with it: who made it has taken out what steers a terminal. */
export function printFile(text: string): void {
  process.stdout.write(text);
}

/** One line on standard error, whatever is in it. */
export function tell(text: string): void {
  process.stderr.write(`${oneLine(text)}\n`);
}

/** A text of several lines on standard error, such as a stack. */
export function tellLines(text: string): void {
  process.stderr.write(`${plainText(text).trimEnd()}\n`);
}

/** A failure in two sentences: what happened, and what to do. */
export function tellFailure(failure: Failure): void {
  tell(`${failure.message} ${failure.action}`.trim());
}

/**
 * Rows under a head, aligned, without boxes. Where `width` characters have no room for it, the longest texts wrap; where
 * not even then, each row stands below the one before, with what its figures are called.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
  width: number | null = terminalWidth(),
): string {
  const lines = [head, ...rows].map((row) => row.map(oneLine));
  const widths = fittingWidths(lines, rightAligned, width ?? Number.POSITIVE_INFINITY);
  return width !== null && wholeWidth(widths) > width
    ? stackedRows(head, rows, width)
    : drawTable(lines, widths, rightAligned);
}

/** A text is not wrapped into less. */
const NARROWEST = 16;

/** Of all columns, with what is between them. */
function wholeWidth(widths: readonly number[]): number {
  return widths.reduce((sum, one) => sum + one + GAP, -GAP);
}

/** Widths of columns; texts give way to what `width` leaves, the widest first, figures and single words do not. */
function fittingWidths(rows: readonly (readonly string[])[], rightAligned: readonly number[], width: number): number[] {
  const columns = [...(rows[0] ?? []).keys()];
  const longest = (column: number, part: (cell: string) => readonly string[]) =>
    Math.max(...rows.flatMap((row) => part(row[column] ?? '').map(textWidth)));
  const widths = columns.map((column) => longest(column, (cell) => [cell]));
  if (wholeWidth(widths) <= width) {
    return widths;
  }
  const least = columns.map((column) =>
    rightAligned.includes(column)
      ? Number.POSITIVE_INFINITY
      : Math.max(
          NARROWEST,
          longest(column, (cell) => cell.split(' ')),
        ),
  );
  for (;;) {
    const texts = columns.filter((column) => (widths[column] ?? 0) > (least[column] ?? 0));
    if (wholeWidth(widths) <= width || texts.length === 0) {
      return widths;
    }
    const widest = texts.reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}
