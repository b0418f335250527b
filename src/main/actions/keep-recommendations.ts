import { expiryOf, isSameChange, keepAdvice, uncalled } from '#shared/core/recommendations/keep-advice';
import { isOpen, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import type { Advice, Recommendation } from '#shared/domain/recommendation';
import type { ActionParts } from './decision-parts';

/**
 * Keeps what was generated: the same finding is one row, brought up to date; what expired comes back, what a person
 * dismissed only where something material changed; and what nothing calls for ends with its reason. Answers how many
 * are told that were not open before.
 */
export async function keepRecommendations(parts: ActionParts, advice: readonly Advice[]): Promise<number> {
  const rows = await parts.store.recommendations.list();
  const kept = new Set<number>();
  let told = 0;
  for (const one of advice) {
    const row = rowOf(one, rows);
    if (row !== null) {
      kept.add(row.id);
    }
    told += Number(await keep(parts, one, row));
  }
  await expire(
    parts,
    rows.filter(({ id }) => !kept.has(id)),
  );
  return told;
}

/** The row of a finding: the open one of its question, else the latest; of versions before, one with the same change. */
function rowOf(advice: Advice, rows: readonly Recommendation[]): Recommendation | null {
  const own = rows.filter(
    (row) =>
      row.key === advice.key || (row.connectionId === advice.connectionId && isSameChange(row.change, advice.change)),
  );
  return own.find(({ status }) => isOpen(status)) ?? own[0] ?? null;
}

/** True where it is told anew. */
async function keep(parts: ActionParts, advice: Advice, row: Recommendation | null): Promise<boolean> {
  const now = parts.clock.now();
  const { recommendations } = parts.store;
  const what = row === null ? 'new' : keepAdvice(row, advice, now);
  if (what === 'new') {
    const life = { status: 'PENDING', createdAt: now, updatedAt: now, snoozedUntil: null, statusReason: null } as const;
    await recommendations.insert({ ...advice, ...life });
    return true;
  }
  if (what === 'silent' || row === null) {
    return false;
  }
  await recommendations.update(row.id, (current) => {
    const anew = keepAdvice(current, advice, now);
    return typeof anew === 'string' ? null : anew;
  });
  return what.event !== null;
}

async function expire(parts: ActionParts, rows: readonly Recommendation[]): Promise<void> {
  const now = parts.clock.now();
  const attempts = await parts.store.cycles.lastAttempts();
  for (const row of rows.filter(({ status }) => isOpen(status))) {
    const connection = await parts.store.connections.find(row.connectionId);
    const own = attempts.filter(({ attempt }) => attempt.connectionId === row.connectionId);
    const readAt = own.length === 0 ? now : Math.max(...own.map(({ lastGoodAt }) => lastGoodAt ?? 0));
    const reason = expiryOf(row, connection?.billing?.plan ?? null, readAt);
    await parts.store.recommendations.update(row.id, (current) => {
      if (reason === null) {
        const waits = isOpen(current.status) && readAt > current.updatedAt ? uncalled(current) : null;
        return waits === null ? null : { next: waits, event: null };
      }
      const step = stepRecommendation(current, { step: 'expire', reason }, 'app', now);
      return step.ok ? step : null;
    });
  }
}
