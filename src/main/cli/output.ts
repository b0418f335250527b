import Table from 'cli-table3';
import type { Failure } from '#shared/domain/failure';
import { oneLine, plainJson, plainText } from '#shared/format/plain-text';

/**
 * Standard output carries a command's answer alone; everything else goes to standard error. Nothing that is printed
 * steers the terminal. A text may have several lines: words of others go into it through `oneLine`.
 */
export function print(text: string): void {
  process.stdout.write(`${plainText(text)}\n`);
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

/** Rows under a head, aligned, without boxes. A cell is one line. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
): string {
  const drawn = new Table({
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
