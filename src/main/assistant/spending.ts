import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#main/clock';
import { dayOf } from '#shared/core/calendar/calendar';
import type { AssistantSettings } from '#shared/domain/assistant';
import type { JsonLines } from './json-lines';

/** What one request may take at most, or took. `usd` null: nobody tells the price. */
export interface Amount {
  readonly tokens: number;
  readonly usd: number | null;
}

export const spendRowSchema = z.object({
  id: z.string(),
  /** `2026-11`, in UTC. */
  month: z.string(),
  tokens: z.number().min(0),
  usd: z.number().min(0).nullable(),
});
export type SpendRow = z.infer<typeof spendRowSchema>;

/** What models took this month. Tokens are those whose price nobody tells. */
export interface Spent {
  readonly usd: number;
  readonly unpricedTokens: number;
}

/** A request that was counted with the most it can take, before it is sent. */
export interface Reservation {
  /** Counts what it took in its place. Never called: the most it can take stays counted. */
  settle(took: Amount): Promise<void>;
}

/** Counts what models take, in a month of UTC, and refuses what would pass the cap. */
export interface Spending {
  spent(): Promise<Spent>;
  /** Null: with this the cap would be passed, so that nothing may be sent. */
  reserve(atMost: Amount): Promise<Reservation | null>;
}

type Caps = Pick<AssistantSettings, 'capUsd' | 'capTokens'>;

/**
 * Each request is written down with the most it can take, then all rows are read: two processes that ask at once both
 * see the other's row, so that the cap holds between them. A later row of an id replaces the earlier one.
 */
export function countSpending(
  rows: JsonLines<SpendRow>,
  clock: Pick<Clock, 'now'>,
  caps: () => Promise<Caps>,
): Spending {
  const month = () => dayOf(clock.now(), 'UTC').slice(0, 7);

  async function spent(): Promise<Spent> {
    const all = await rows.read();
    const own = all.filter((row) => row.month === month());
    if (own.length === 0 && all.length > 0) {
      await rows.remove();
    }
    return sumOf([...new Map(own.map((row) => [row.id, row])).values()]);
  }

  return {
    spent,
    async reserve(atMost) {
      const row = { id: randomUUID(), month: month(), ...atMost };
      await spent();
      await rows.append(row);
      const { capUsd, capTokens } = await caps();
      const { usd, unpricedTokens } = await spent();
      const isBeyond = atMost.usd === null ? unpricedTokens > capTokens : usd > capUsd;
      if (isBeyond) {
        await rows.append({ ...row, tokens: 0, usd: 0 });
        return null;
      }
      return { settle: (took) => rows.append({ ...row, ...took }) };
    },
  };
}

function sumOf(rows: readonly SpendRow[]): Spent {
  return {
    usd: rows.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    unpricedTokens: rows.reduce((sum, { usd, tokens }) => sum + (usd === null ? tokens : 0), 0),
  };
}

/** Of the sample account, whose model is made up and costs nothing. */
export const nothingSpent: Spending = {
  spent: async () => ({ usd: 0, unpricedTokens: 0 }),
  reserve: async () => ({ settle: async () => undefined }),
};
