import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { modelCost } from '#shared/core/costs/model-costs';
import { toMicros } from '#shared/domain/money';
import type { ModelPrice } from '#shared/domain/price-list';
import type { Advice, AdviceGain, AdvicePoint } from '#shared/domain/recommendation';
import type { AccountFacts, ModelUse } from '../facts';
import { point } from '../finding';
import { effectOf } from '../weigh';
import { atPrice, expectedCost, wholeMonth } from '../worlds';

/** Tokens of a month of one model, as the price functions take them; `input` holds the cached ones too. */
export function tokensOf({ inputUncached, cacheRead, cacheWrite, output }: ModelUse) {
  return { input: inputUncached + cacheRead + cacheWrite, cacheRead, cacheWrite, output };
}

/** Tokens of input of a mean request; null where requests are not told. */
export function inputPerRequest(use: ModelUse): number | null {
  return use.requests === null || use.requests === 0 ? null : tokensOf(use).input / use.requests;
}

/** Tokens of output of a mean request; null where requests are not told. */
export function outputPerRequest(use: ModelUse): number | null {
  return use.requests === null || use.requests === 0 ? null : use.output / use.requests;
}

/** What the tokens cost at a price, main units; null where a class has none. A model without a cache reads all anew. */
export function tokensCost(price: ModelPrice, tokens: Parameters<typeof modelCost>[1]): number | null {
  const { total } = modelCost(
    {
      ...price,
      cacheReadPerMTok: price.cacheReadPerMTok ?? price.inputPerMTok,
      cacheWritePerMTok: price.cacheWritePerMTok ?? price.inputPerMTok,
    },
    tokens,
  );
  return total === null ? null : total / 1e6;
}

/** The account's bill were one model's work charged at `times` what it is today; what no model explains stays. */
export function withModelAt({ today }: AccountFacts, use: ModelUse, times: number): WorkedBill | null {
  const whole = today === null ? 0 : expectedCost(today, () => true);
  return today === null || whole <= 0 ? null : atPrice(today, Math.max(0, 1 + (use.cost * (times - 1)) / whole));
}

/** What one model's work costs of the month as its bill is told, main units: the middle of what may come. */
export function monthCost(today: WorkedBill, use: ModelUse): number {
  const whole = expectedCost(today, () => true);
  return whole <= 0 ? use.cost : (use.cost / whole) * wholeMonth(today);
}

/** The account's bill were all of one model's work sent as a batch; null where nobody sells one. */
export function batchWorld(account: AccountFacts, use: ModelUse): WorkedBill | null {
  const factor = use.price?.batchFactor ?? 1;
  return factor < 1 ? withModelAt(account, use, factor) : null;
}

/** The same in micros. */
export function wholeMicros(worked: WorkedBill): number {
  return toMicros(wholeMonth(worked));
}

/** Whether a model writes text: those that embed have no output price. */
export function writesText({ outputPerMTok }: ModelPrice): boolean {
  return outputPerMTok !== null;
}

/** Key of the question about one model. */
export function modelKey({ connectionId }: AccountFacts, { model }: ModelUse): string {
  return `${connectionId}/model/${model}`;
}

/** What goes on if nothing is done: where a limit cuts the month off more than money. */
export function leftAsItIs({ againstCut }: AdviceGain): AdvicePoint {
  return point(againstCut === null ? 'nothing-stops' : 'counts-towards-limit');
}

/** What every advice about a model's cost says of it: its name, what the account costs, and what the change brings. */
export function adviceOfModel(
  blank: Advice,
  use: ModelUse,
  { today, after, gain }: { readonly today: WorkedBill; readonly after: WorkedBill; readonly gain: AdviceGain },
): Advice {
  return {
    ...blank,
    names: { ...blank.names, thing: use.model },
    cost: {
      ...blank.cost,
      ...{ current: wholeMicros(today), projected: wholeMicros(today), recommended: wholeMicros(after) },
    },
    ...{ gain, effect: effectOf(today, after, [`model ${use.model}`]) },
  };
}
