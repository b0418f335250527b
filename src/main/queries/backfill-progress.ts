import { z } from 'zod';
import type { Store } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import { FAILURE_CODES } from '#shared/domain/failure';
import { DAY, type Instant } from '#shared/domain/instant';
import { latestKept } from '#shared/domain/instant-bounds';

/** Longer than any provider is known to tell: a year and a month. */
export const MOST_HISTORY_DAYS = 396;

/** What a provider answers in one call of its daily usage. */
export const BACKFILL_CHUNK_DAYS = 30;

const troubleSchema = z.object({
  /** When this stretch was first asked for in vain. */
  since: z.number(),
  tries: z.number().int(),
  /** Not asked again before. */
  nextAt: z.number(),
  code: z.enum(FAILURE_CODES),
  message: z.string(),
});

const capabilitySchema = z.object({
  reached: z.number(),
  complete: z.boolean(),
  trouble: troubleSchema.nullable(),
  /** Stretches that were never told whole, however often they were asked for. */
  gaps: z.array(z.object({ start: z.number(), end: z.number() })),
});

const progressSchema = z.object({
  reached: z.number(),
  complete: z.boolean(),
  capabilities: z.record(z.string(), capabilitySchema).optional(),
});

/** How far back one capability has told, and what hinders it. */
export type CapabilityHistory = z.infer<typeof capabilitySchema>;
export type HistoryTrouble = z.infer<typeof troubleSchema>;

/** How far back the history of a connection was fetched. */
export interface BackfillProgress {
  /** The oldest moment up to which everything was told. */
  readonly reached: Instant;
  /** True once the provider itself had nothing older. */
  readonly complete: boolean;
}

/** The same with each capability that can tell history. */
export interface HistoryProgress extends BackfillProgress {
  readonly capabilities: Readonly<Record<string, CapabilityHistory>>;
}

/** Null while the backfill of this connection has not begun. */
export async function readBackfill(
  store: Pick<Store, 'settings'>,
  connectionId: string,
): Promise<BackfillProgress | null> {
  const parsed = progressSchema.safeParse(await store.settings.get(backfillKey(connectionId)));
  return parsed.success ? { reached: parsed.data.reached, complete: parsed.data.complete } : null;
}

/**
 * The progress to go on from; null to begin. A mark of an older version that says complete before the longest
 * stretch was asked for may rest on one bad answer: its last stretch is asked for again. One from a time that never
 * was is none.
 */
export async function readHistory(
  store: Pick<Store, 'settings'>,
  connection: Pick<Connection, 'id' | 'createdAt'>,
  now: Instant,
): Promise<HistoryProgress | null> {
  const parsed = progressSchema.safeParse(await store.settings.get(backfillKey(connection.id)));
  if (!parsed.success || parsed.data.reached > latestKept(now)) {
    return null;
  }
  const { reached, complete, capabilities } = parsed.data;
  if (capabilities !== undefined) {
    return { reached, complete, capabilities };
  }
  const askedFor = Math.min(now, Math.max(connection.createdAt, reached)) - reached;
  const isInDoubt = complete && askedFor < (MOST_HISTORY_DAYS - 1) * DAY;
  return isInDoubt
    ? { reached: reached + BACKFILL_CHUNK_DAYS * DAY, complete: false, capabilities: {} }
    : { reached, complete, capabilities: {} };
}

/** The key in `setting` under which the progress of a connection is kept. */
export function backfillKey(connectionId: string): string {
  return `backfill:${connectionId}`;
}
