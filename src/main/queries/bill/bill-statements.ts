import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { Instant } from '#shared/domain/instant';

/** What was said of a period's end on one of its days. Amounts in micros; lines by title, in main units. */
const statementSchema = z.object({
  /** The day that it stands for: 7, 14 or 21. */
  mark: z.number().int(),
  /** The day of the period on which it was said, 1 for the first. */
  day: z.number().int(),
  at: z.number(),
  soFar: z.number(),
  q10: z.number(),
  q50: z.number(),
  q90: z.number(),
  complete: z.boolean(),
  lines: z.record(z.string(), z.number()),
});
export type Statement = z.infer<typeof statementSchema>;

const keptSchema = z.array(z.object({ start: z.number(), statements: z.array(statementSchema) }));
export type KeptStatements = z.infer<typeof keptSchema>;

/** Days of a period on which what it comes to is kept. */
const MARKS: readonly number[] = [7, 14, 21];

/** The key in `setting` under which what was said of an account's periods is kept. */
export function statementsKey(connectionId: string): string {
  return `bill-said:${connectionId}`;
}

/** What was said of an account's periods, the oldest period first. */
export async function readStatements(
  store: Pick<ReadStore, 'settings'>,
  connectionId: string,
): Promise<KeptStatements> {
  const kept = keptSchema.safeParse(await store.settings.get(statementsKey(connectionId)));
  return kept.success ? kept.data : [];
}

/** What was said of the period that began then; hours off are the same period. */
export function statementsOf(kept: KeptStatements, start: Instant): readonly Statement[] {
  return kept.find((period) => Math.abs(period.start - start) < 86_400)?.statements ?? [];
}

/** The mark that a day of a period belongs to: 7 for days 7 to 13, 21 for the 21st and later; null before the 7th. */
export function markOf(day: number): number | null {
  return MARKS.findLast((mark) => mark <= day) ?? null;
}
