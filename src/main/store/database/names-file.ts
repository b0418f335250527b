import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { z } from 'zod';
import type { SqliteDatabase } from './sqlite';

/** The file that keeps the names of a database: `backups/headroom.names.json`. */
export function namesFile(file: string): string {
  return join(dirname(file), 'backups', `${parse(file).name}.names.json`);
}

/** What the series and connections of a database are called: without it samples are numbers of nothing. */
export interface Names {
  readonly connections: readonly Row[];
  readonly series: readonly Row[];
}

type Row = Readonly<Record<string, string | number | null>>;

const rows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const namesSchema = z.object({ connections: rows, series: rows });

export interface NamesWriter {
  /** Writes what changed. Never throws. */
  keep(): void;
  /** The same where a series was added or removed: little to do after most batches of samples. */
  keepNewSeries(): void;
}

/**
 * Keeps a copy of the two small tables that name everything else in a file of its own (`namesFile`), for the rescue
 * of a damaged one: their few pages lie among those of the samples, and are lost as easily. Holds what the
 * tables hold, which is no secret. A copy that cannot be written is left as it was: the next change tries again.
 */
export function writeNamesFile(sqlite: SqliteDatabase, file: string): NamesWriter {
  const count = sqlite.prepare<[], number>('SELECT count(*) * 1000003 + ifnull(max(id), 0) FROM series').pluck();
  const connections = sqlite.prepare<[], Row>(
    // Cursors change with every cycle, and a provider that finds none reads anew.
    `SELECT id, provider, title, settings, billing, billing_anchor_day, billing_anchor_zone, expires_at, created_at,
       '{}' AS cursors FROM connection ORDER BY id`,
  );
  const series = sqlite.prepare<[], Row>('SELECT * FROM series ORDER BY id');
  const target = namesFile(file);
  let keptCount: number | undefined;
  let kept = readQuietly(target);

  function keep(): void {
    try {
      keptCount = count.get();
      const text = JSON.stringify({ connections: connections.all(), series: series.all() } satisfies Names);
      if (text !== kept) {
        replaceFile(target, text);
        kept = text;
      }
    } catch {
      // No room, or a damaged page: the old copy is worth more than none, and both are told elsewhere.
      keptCount = undefined;
    }
  }
  return {
    keep,
    keepNewSeries() {
      let isSame = false;
      try {
        isSame = count.get() === keptCount;
      } catch {
        // Told by whoever needs the answer.
      }
      if (!isSame) {
        keep();
      }
    },
  };
}

/** The names beside `file`; none when they were never kept or cannot be read. */
export function readNamesFile(file: string): Names {
  const parsed = namesSchema.safeParse(parseQuietly(readQuietly(namesFile(file))));
  return parsed.success ? parsed.data : { connections: [], series: [] };
}

/** The same repository, which calls `after` when one of `methods` was done. */
export function followedBy<T extends object>(
  repository: T,
  methods: readonly (keyof T & string)[],
  after: () => void,
): T {
  const wrapped = methods.map((method) => {
    const call = repository[method] as (...input: unknown[]) => Promise<unknown>;
    const followed = async (...input: unknown[]): Promise<unknown> => {
      const answer = await call(...input);
      after();
      return answer;
    };
    return [method, followed] as const;
  });
  return { ...repository, ...Object.fromEntries(wrapped) };
}

function replaceFile(target: string, text: string): void {
  const unfinished = `${target}.${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function readQuietly(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parseQuietly(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
