import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { meanOn } from '#shared/core/costs/change-moment';
import type { ChangedPart } from '#shared/core/costs/change-split';
import type { AiDay } from '#shared/core/usage/ai-month';
import { DAY, type Day } from '#shared/domain/instant';
import type { ModelPrice } from '#shared/domain/price-list';
import { formatMoney, formatPrice } from '#shared/format/money';
import { formatNumber } from '#shared/format/quantity';
import type { PricedParts } from '../read-parts';
import { movedBy } from './change-words';

type TokenClass = 'inputUncachedTokens' | 'inputCachedTokens' | 'outputTokens';

/** Classes of tokens with their words and their price per million. */
const CLASSES: readonly {
  readonly field: TokenClass;
  readonly words: string;
  readonly priceOf: (price: ModelPrice) => number | null;
}[] = [
  { field: 'inputUncachedTokens', words: 'input', priceOf: (price) => price.inputPerMTok },
  { field: 'inputCachedTokens', words: 'cached input', priceOf: (price) => price.cacheReadPerMTok },
  { field: 'outputTokens', words: 'output', priceOf: (price) => price.outputPerMTok },
];

/**
 * Which tokens of a model changed most, in money where its price is known, else in number: what changed,
 * and the means a day behind it. Null when the provider told no tokens on the days compared.
 */
export async function readTokenChange(
  parts: PricedParts,
  { part, connectionId, compared }: ChangedPart,
): Promise<{ readonly title: string; readonly detail: string } | null> {
  const days = [...compared.before, ...compared.after].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) {
    return null;
  }
  const range = { start: dayStart(first, 'UTC'), end: dayStart(last, 'UTC') + DAY };
  const own = (await parts.store.aiUsage.days(range)).filter(
    (day) =>
      day.connectionId === connectionId && day.model === part.metric && (day.projectRef || null) === part.project,
  );
  // A package of prices that no start of the app needs.
  const { modelPrice } = await import('#shared/core/pricing/model-prices');
  const price = modelPrice(await parts.prices(), own[0]?.provider ?? null, part.metric, last);
  const classes = CLASSES.filter(({ field }) => own.some((day) => day[field] !== null)).map((one) => {
    const amounts = new Map(own.map((day): [Day, number] => [dayOf(day.t, 'UTC'), countOf(day, one.field)]));
    const [before, after] = [meanOn(amounts, compared.before), meanOn(amounts, compared.after)];
    const perMillion = price === null ? null : one.priceOf(price);
    return {
      ...one,
      before,
      after,
      perMillion,
      weight: Math.abs(after - before) * (perMillion ?? (price === null ? 1 : 0)),
    };
  });
  const most = classes.sort((a, b) => b.weight - a.weight)[0];
  if (most === undefined || most.weight === 0) {
    return null;
  }
  const { words, before, after, perMillion } = most;
  const at = perMillion === null ? '' : ` at ${money(perMillion)} per million`;
  return {
    title: `${movedBy(before, after)} ${words} of ${part.metric}`,
    detail: `${formatNumber(before)} to ${formatNumber(after)} tokens a day${at}`,
  };
}

function countOf(day: AiDay, field: TokenClass): number {
  return day[field] ?? 0;
}

function money(perMillion: number): string {
  return perMillion < 1 ? formatMoney(perMillion, 'USD') : formatPrice(perMillion, 'USD');
}
