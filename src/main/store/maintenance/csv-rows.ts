import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { parse } from 'csv-parse/sync';

/** One line of a CSV file with `time` and `value`, or why it is none. */
export type CsvRow =
  | { readonly line: number; readonly time: string; readonly value: string }
  | { readonly line: number; readonly fault: string };

const SEPARATORS = [',', ';', '\t'];

/** What is above the columns: `time,value`, or what the window exports of a chart, which has more. */
const HEADERS = [
  'time,value',
  'time,value,min,max,held against the limit,limit,percent of the limit,unit,provisional',
  // As exported before the limit stood beside it.
  'time,value,min,max,total in window,unit,provisional',
];

/** How the columns of a file are parted, and how many there are; `time` and `value` are the first two. */
export interface CsvShape {
  readonly separator: string;
  readonly columns: number;
}

/**
 * The shape of a file with the header `time,value` (or with `;` or a tab), or with that of an exported chart; null
 * when the first line is neither. A byte-order mark, case, quotes and blanks around the names do not matter.
 */
export async function csvShape(file: string): Promise<CsvShape | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(1024), position: 0 });
    const [first = ''] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/, 1);
    const separator = SEPARATORS.find((one) => HEADERS.includes(headerOf(first.split(one))));
    return separator === undefined ? null : { separator, columns: first.split(separator).length };
  } finally {
    await handle.close();
  }
}

function headerOf(names: readonly string[]): string {
  return names
    .map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim()
        .toLowerCase(),
    )
    .join(',');
}

/**
 * Reads the rows below the header, streamed. A row is a line: a quote that is not closed on its own line is told with
 * that line, and costs no other row. Empty lines are passed over; `line` counts from 1, header included.
 */
export async function* readCsvRows(file: string, shape: CsvShape): AsyncGenerator<CsvRow> {
  let line = 0;
  for await (const text of textLines(createReadStream(file))) {
    line += 1;
    if (text === null) {
      yield { line, fault: 'the line is too long to be a row' };
    } else if (line > 1 && text.trim() !== '') {
      yield rowOf(line, text, shape);
    }
  }
}

function rowOf(line: number, text: string, { separator, columns }: CsvShape): CsvRow {
  const cells = cellsOf(text, separator);
  if (cells === null) {
    return { line, fault: 'a quote is opened on this line and not closed' };
  }
  const [time, value] = cells;
  return cells.length === columns && time !== undefined && value !== undefined
    ? { line, time, value }
    : { line, fault: columnFault(cells, separator, columns) };
}

/** Null when a quote stays open. */
function cellsOf(text: string, separator: string): readonly string[] | null {
  if (!text.includes('"')) {
    return text.split(separator).map((cell) => cell.trim());
  }
  try {
    const [cells] = parse(text, { delimiter: separator, relax_column_count: true, relax_quotes: true, trim: true });
    return cells ?? [];
  } catch {
    return null;
  }
}

function columnFault(record: readonly string[], separator: string, wanted: number): string {
  const other = SEPARATORS.find((one) => one !== separator && record.some((cell) => cell.includes(one)));
  const columns = record.length === 1 ? '1 column' : `${record.length} columns`;
  return other === undefined
    ? `the row has ${columns} instead of ${wanted}`
    : `the row is separated by ${JSON.stringify(other)}, the header by ${JSON.stringify(separator)}`;
}

/** Characters; no row of two numbers comes near it, and a file without line ends must not fill the memory. */
const LONGEST_LINE = 65_536;

/**
 * The lines of a UTF-8 text, ended by LF, CR LF or CR. A line longer than 64 Ki characters is null; the lines after it
 * are read as usual.
 */
async function* textLines(bytes: Readable): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const lines = new LineCutter();
  for await (const chunk of bytes as AsyncIterable<Buffer>) yield* lines.take(decoder.write(chunk));
  yield* lines.end(decoder.end());
}

/** Cuts pieces of a text into lines and holds what has no end yet. */
class LineCutter {
  private rest = '';
  private tooLong = false;

  take(piece: string): readonly (string | null)[] {
    this.rest += piece;
    // A CR at the end may be half of a CR LF.
    const held = this.rest.endsWith('\r') ? '\r' : '';
    const cut = this.rest.slice(0, this.rest.length - held.length).split(/\r\n|\n|\r/);
    this.rest = (cut.pop() ?? '') + held;
    const lines = cut.map((line) => this.whole(line));
    if (this.rest.length > LONGEST_LINE) {
      this.tooLong = true;
      this.rest = held;
    }
    return lines;
  }

  end(piece: string): readonly (string | null)[] {
    const lines = this.take(piece);
    const last = this.rest.replace(/\r$/, '');
    return this.tooLong || last !== '' ? [...lines, this.whole(last)] : lines;
  }

  private whole(line: string): string | null {
    const isWhole = !this.tooLong && line.length <= LONGEST_LINE;
    this.tooLong = false;
    return isWhole ? line : null;
  }
}
