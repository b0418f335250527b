import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Failure } from '#shared/domain/failure';
import { oneLine, plainJson, plainText } from '#shared/format/plain-text';
import { stackedRows } from './stacked-rows';

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
  const widths = width === null ? null : fittingWidths([head, ...rows], rightAligned, width);
  if (width !== null && widths !== null && widths.reduce((sum, one) => sum + one, 0) - GAP > width) {
    return stackedRows(head, rows, width);
  }
  const drawn = new Table({
    ...(widths === null ? {} : { colWidths: widths, wordWrap: true }),
    head: head.map(oneLine),
    colAligns: head.map((_, column) => (rightAligned.includes(column) ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(FRAME.map((part) => [part, ''])),
  });
  drawn.push(...rows.map((row) => row.map(oneLine)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Between two columns. */
const GAP = 2;
/** A text is not wrapped into less. */
const NARROWEST = 16;

/** Widths with the gap behind each; texts give way to what is left, the widest first, figures and single words do not. */
function fittingWidths(rows: readonly (readonly string[])[], rightAligned: readonly number[], width: number): number[] {
  const columns = [...(rows[0] ?? []).keys()];
  const longest = (column: number, part: (cell: string) => readonly string[]) =>
    Math.max(...rows.flatMap((row) => part(oneLine(row[column] ?? '')).map((text) => [...text].length))) + GAP;
  const widths = columns.map((column) => longest(column, (cell) => [cell]));
  const least = columns.map((column) =>
    rightAligned.includes(column)
      ? Number.POSITIVE_INFINITY
      : Math.max(
          NARROWEST + GAP,
          longest(column, (cell) => cell.split(' ')),
        ),
  );
  for (;;) {
    const texts = columns.filter((column) => (widths[column] ?? 0) > (least[column] ?? 0));
    const excess = widths.reduce((sum, one) => sum + one, 0) - GAP - width;
    if (excess <= 0 || texts.length === 0) {
      return widths;
    }
    const widest = texts.reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

const FRAME = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
] as const;
