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
  /** Sent, and no word yet of how it went: it goes on, or Headroom was ended meanwhile. */
  open: z.boolean().optional(),
  tokens: z.number(),
  usd: z.number().nullable(),
  atMost: z.boolean(),
});
export type LoggedRow = z.infer<typeof loggedRowSchema>;

/** What went to models and came back. */
export interface ExchangeLog {
  /** Keeps what is about to be sent, so that the log has it however Headroom ends. */
  open(row: LoggedRow): Promise<void>;
  /** Keeps how it went, in place of what was opened under the same id. */
  add(row: LoggedRow): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly LoggedRow[]>;
  clear(): Promise<void>;
}

/** A log that is full or cannot be written holds nobody up: the answer is there all the same. */
export function exchangeLog(rows: JsonLines<LoggedRow>): ExchangeLog {
  return {
    open: (row) => rows.append({ ...row, open: true }),
    async add(row) {
      await rows.append({ ...row, received: cut(row.received) });
      const all = lastOfEach(await rows.read());
      const kept = newest(all);
      if (kept.length < all.length) {
        await rows.replace(kept);
      }
    },
    list: async () => lastOfEach(await rows.read()).reverse(),
    clear: () => rows.remove(),
  };
}

function cut(text: string): string {
  return text.length <= MOST_RECEIVED ? text : `${text.slice(0, MOST_RECEIVED)} […]`;
}

/** A later row of an id stands in the place of the earlier one. */
function lastOfEach(rows: readonly LoggedRow[]): LoggedRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
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
