import { dayOf } from '#shared/core/calendar/calendar';
import type { QuantileRow } from '#shared/core/forecasting/quantiles';
import { MICROS } from '#shared/domain/money';
import type { AiCostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';
import { readAiMonthEnd } from './ai-month-end';

type Month = Awaited<ReturnType<ReadParts['store']['aiUsage']['months']>>[number];

/** AI spend of this calendar month (UTC) by model, dearest first; null while no AI account was read in it. */
export async function readAiCosts(parts: Pick<ReadParts, 'store' | 'clock'>): Promise<AiCostsView | null> {
  const month = dayOf(parts.clock.now(), 'UTC').slice(0, 7);
  const rows = await parts.store.aiUsage.months(month);
  const totals = rows.filter((row) => row.model === '' && row.projectRef === '');
  if (totals.length === 0) {
    return null;
  }
  const { total } = await readAiMonthEnd(parts);
  const models = rows.filter((row) => row.model !== '' && row.projectRef === '');
  return {
    month,
    total: inUnits(addUp(totals.map((row) => row.costMicros))),
    projected: total === null ? null : projectionOf(total),
    currency: 'USD',
    models: models.map(toModel).sort((a, b) => (b.cost ?? -1) - (a.cost ?? -1) || b.tokens - a.tokens),
    dataAsOf: Math.min(...totals.map((row) => row.dataAsOf)),
  };
}

function projectionOf(total: QuantileRow): NonNullable<AiCostsView['projected']> {
  const [, q10, , q50, , q90] = total;
  return { total: q50 ?? 0, interval: [q10 ?? 0, q90 ?? 0] };
}

function toModel(row: Month): AiCostsView['models'][number] {
  const inputTokens = inputOf(row);
  const outputTokens = row.outputTokens ?? 0;
  return {
    provider: row.provider,
    model: row.model,
    cost: inUnits(row.costMicros),
    tokens: inputTokens + outputTokens,
    inputTokens,
    outputTokens,
    cacheShare: row.cacheShare,
  };
}

/** All input, cached or not: the classes are disjoint. */
function inputOf(row: Month): number {
  const { inputUncachedTokens, inputCachedTokens, cacheWriteShortTokens, cacheWriteLongTokens } = row;
  return (
    (inputUncachedTokens ?? 0) + (inputCachedTokens ?? 0) + (cacheWriteShortTokens ?? 0) + (cacheWriteLongTokens ?? 0)
  );
}

function addUp(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}

function inUnits(micros: number | null): number | null {
  return micros === null ? null : micros / MICROS;
}
