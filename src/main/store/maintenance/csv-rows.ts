import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';

/** One line of a CSV file with `time` and `value`, or why it is none. */
export type CsvRow =
  | { readonly line: number; readonly time: string; readonly value: string }
  | { readonly line: number; readonly fault: string };

const SEPARATORS = [',', ';', '\t'];

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The separator of the header `time,value` (or with `;` or a tab), or null when the first line is not
 * that header. A byte-order mark, case, quotes and blanks around the names do not matter.
 */
export async function headerSeparator(file: string): Promise<string | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(1024), position: 0 });
    const [first = ''] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/, 1);
    return SEPARATORS.find((separator) => isHeader(first.split(separator))) ?? null;
  } finally {
    await handle.close();
  }
}

function isHeader(names: readonly string[]): boolean {
  return (
    names
      .map((name) =>
        name
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim()
          .toLowerCase(),
      )
      .join(',') === 'time,value'
  );
}

/** Reads the rows below the header, streamed. Empty lines are passed over; `line` counts from 1, header included. */
export async function* readCsvRows(file: string, separator: string): AsyncGenerator<CsvRow> {
  const parser = createReadStream(file).pipe(
    parse({
      delimiter: separator,
      bom: true,
      info: true,
      from: 2,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
    const [time, value] = record;
    if (record.length === 2 && time !== undefined && value !== undefined) {
      yield { line: info.lines, time, value };
    } else {
      yield { line: info.lines, fault: columnFault(record, separator) };
    }
  }
}

function columnFault(record: readonly string[], separator: string): string {
  const other = SEPARATORS.find((one) => one !== separator && record.some((cell) => cell.includes(one)));
  const columns = record.length === 1 ? '1 column' : `${record.length} columns`;
  return other === undefined
    ? `the row has ${columns} instead of 2`
    : `the row is separated by ${JSON.stringify(other)}, the header by ${JSON.stringify(separator)}`;
}
