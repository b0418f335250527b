import { z } from 'zod';
import { ASSISTANT_REASONS, ASSISTANT_TASKS } from '#shared/domain/assistant';
import type { JsonLines } from './json-lines';

/** More exchanges, and more characters of them, are not kept: the oldest go. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 4_000_000;
/** Of one answer: an endless one would fill the disk. What was sent is kept whole. */
const MOST_RECEIVED = 200_000;

export const loggedRowSchema = z.object({
  id: z.string(),
  at: z.number().int(),
  task: z.enum(ASSISTANT_TASKS),
  model: z.string(),
  host: z.string(),
  sent: z.string(),
  received: z.string(),
  /** Null: it went well. */
  reason: z.enum(ASSISTANT_REASONS).nullable(),
  tokens: z.number(),
  usd: z.number().nullable(),
  atMost: z.boolean(),
});
export type LoggedRow = z.infer<typeof loggedRowSchema>;

/** What went to models and came back. */
export interface ExchangeLog {
  add(row: LoggedRow): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly LoggedRow[]>;
  clear(): Promise<void>;
}

/** A log that is full or cannot be written holds nobody up: the answer is there all the same. */
export function exchangeLog(rows: JsonLines<LoggedRow>): ExchangeLog {
  return {
    async add(row) {
      await rows.append({ ...row, received: cut(row.received) });
      const all = await rows.read();
      const kept = newest(all);
      if (kept.length < all.length) {
        await rows.replace(kept);
      }
    },
    list: async () => [...(await rows.read())].reverse(),
    clear: () => rows.remove(),
  };
}

function cut(text: string): string {
  return text.length <= MOST_RECEIVED ? text : `${text.slice(0, MOST_RECEIVED)} […]`;
}

function newest(rows: readonly LoggedRow[]): readonly LoggedRow[] {
  let left = MOST_CHARACTERS;
  const kept: LoggedRow[] = [];
  for (const row of rows.slice(-MOST_ROWS).reverse()) {
    left -= row.sent.length + row.received.length;
    if (left < 0 && kept.length > 0) {
      break;
    }
    kept.unshift(row);
  }
  return kept;
}
