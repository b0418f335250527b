import { appendFile, readFile, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { createPrivately, writePrivately } from '#main/files/private-file';

/** A file of one JSON value a line that several processes of one person add to; a line that is none is left out. */
export interface JsonLines<Row> {
  read(): Promise<readonly Row[]>;
  /** One write at the end of the file, which no other write cuts in two. */
  append(row: Row): Promise<void>;
  /** Puts these rows in place of all. */
  replace(rows: readonly Row[]): Promise<void>;
  remove(): Promise<void>;
}

/** Only its owner reads the file; it is made with the first row. */
export function jsonLines<Row>(file: string, schema: z.ZodType<Row>): JsonLines<Row> {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(missingIsEmpty);
      return text.split('\n').flatMap((line) => rowOf(line, schema));
    },
    async append(row) {
      createPrivately(file);
      await appendFile(file, `${JSON.stringify(row)}\n`, 'utf8');
    },
    replace: (rows) => writePrivately(file, rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    remove: () => rm(file, { force: true }),
  };
}

/** The same that forgets everything with the process, for what is to leave no trace. */
export function linesInMemory<Row>(): JsonLines<Row> {
  let rows: readonly Row[] = [];
  return {
    read: async () => rows,
    async append(row) {
      rows = [...rows, row];
    },
    async replace(next) {
      rows = next;
    },
    async remove() {
      rows = [];
    },
  };
}

function missingIsEmpty(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return '';
  }
  throw error;
}

function rowOf<Row>(line: string, schema: z.ZodType<Row>): Row[] {
  try {
    const parsed = line === '' ? null : schema.safeParse(JSON.parse(line));
    return parsed?.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
