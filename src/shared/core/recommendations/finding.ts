import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { fromMicros, toMicros } from '#shared/domain/money';
import type {
  Advice,
  AdviceCost,
  AdviceGain,
  AdviceLimit,
  AdvicePoint,
  BusinessAssumptions,
} from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';
import type { AccountFacts, AdviceFacts, MeasuredUse, PlanWorld } from './facts';
import { daysTo } from './priority';
import { outageCost } from './roi';
import { monthly } from './worlds';

/** An advice of a kind before it is weighed against the others. */
export interface Finding {
  readonly advice: Advice;
  /** The account's bill with it; null where it moves none. */
  readonly after: WorkedBill | null;
  /** False: it rests on an answer that nobody gave yet. */
  readonly sure: boolean;
}

/** A kind of advice: when it speaks, what for, and what it would bring. One file each in `kinds/`. */
export interface AdviceKind {
  readonly id: string;
  find(account: AccountFacts, facts: AdviceFacts): readonly Finding[];
}

/** A code with its figures. */
export function point(code: string, figures: AdvicePoint['figures'] = {}): AdvicePoint {
  return { code, figures };
}

/** What is the same in every advice about an account, to be filled in by its kind. */
export function blankAdvice(
  account: AccountFacts,
  { now }: AdviceFacts,
  of: Pick<Advice, 'key' | 'kind' | 'aim' | 'change' | 'priority' | 'priorityReason'>,
): Advice {
  const { billing, today } = account;
  return {
    ...of,
    connectionId: account.connectionId,
    service: account.uses[0]?.service ?? account.provider.toUpperCase(),
    metric: '',
    names: { account: account.title, service: account.serviceTitle, metric: '', thing: '' },
    currentPlan: billing?.plan ?? '',
    recommendedPlan: billing?.plan ?? '',
    currentPlanName: billing?.planName ?? '',
    recommendedPlanName: billing?.planName ?? '',
    limit: null,
    cost: { currency: today?.bill.currency ?? 'USD', current: null, projected: null, recommended: null },
    ...{ gain: null, effect: null, alternatives: [], breakEven: null },
    ...{ reason: [], benefits: [], risks: [], against: [] },
    evidence: { series: null, start: now - EVIDENCE, end: now, points: [] },
    sources: [],
    steps: { url: account.link('usage'), points: [] },
    confidence: 'high',
    work: { hours: 1, who: 'developer' },
    question: null,
  };
}

/** Seconds that the evidence looks back by default: what usage of a month rests on. */
const EVIDENCE = 30 * 86_400;

/** Costs of a change that leaves the plan. */
export function costOf(now: WorkedBill, after: WorkedBill): AdviceCost {
  const current = toMicros(monthly(now));
  const cost = { currency: now.bill.currency, current, projected: current, recommended: toMicros(monthly(after)) };
  const [here, there] = [now.bill.soFar.missing.length, after.bill.soFar.missing.length];
  // What both lack does not change with the change.
  const least = { current: here > 0, recommended: there > 0, extra: there > here };
  return here + there === 0 ? cost : { ...cost, least };
}

/** How a standing's limit looks in an advice. */
export function limitOf(
  standing: Standing,
  now: number,
  forecast: MeasuredUse['forecast'] | null,
  { recommended, lastsUntil }: Pick<AdviceLimit, 'recommended' | 'lastsUntil'>,
  stops: boolean,
): AdviceLimit | null {
  const { used, limit, percent, expected, growth, key, unit } = standing;
  if (used === null || limit === null || percent === null) {
    return null;
  }
  const days = daysTo(standing, now, forecast);
  const toDays = (at: number | null) => (at === null ? null : daysUntil(at, now));
  return {
    ...{ standing: key, used: rounded(used, unit), value: limit, unit, stops, recommended, lastsUntil },
    percent: Math.round(percent * 10) / 10,
    days: days === null ? null : Math.round(days),
    daysInterval: expected === null ? null : [toDays(expected.q10), toDays(expected.q90)],
    growthPerDay: growth === null ? null : rounded(growth.perDay, unit),
  };
}

/** Days to a moment, one decimal; 0 once it has passed. */
export function daysUntil(at: number, now: number): number {
  return Math.max(0, Math.round(((at - now) / 86_400) * 10) / 10);
}

/** Whether a limit is one of spend that the provider itself keeps: it is raised, and no larger plan has it. */
export function isSpendLimit({ metric, limitSource }: Pick<Standing, 'metric' | 'limitSource'>): boolean {
  return /(SPEND|BUDGET)_USD$/.test(metric) && limitSource === 'provider';
}

/** How a limit stands that asks for something. */
export function needReason({ title, unit, standing, forecast }: MeasuredUse, now: number): AdvicePoint {
  const { percent, limit, used, reachedAt } = standing;
  const figures = {
    ...{ metric: title, used: rounded(used ?? 0, unit), limit: limit ?? 0, unit },
    percent: Math.round((percent ?? 0) * 10) / 10,
  };
  if ((percent ?? 0) >= 100) {
    return reachedAt === null ? point('is-reached', figures) : point('reached-since', { ...figures, at: reachedAt });
  }
  const days = daysTo(standing, now, forecast);
  return days === null ? point('is-near', figures) : point('is-reached-in', { ...figures, days });
}

/** What was measured, without more digits than a person reads: 25.5, not 25.501466; money to the cent. */
export function rounded(value: number, unit = ''): number {
  const size = Math.abs(value);
  if (/^[A-Z]{3}$/.test(unit)) {
    return Number(value.toFixed(2));
  }
  const small = size >= 100 ? 1 : 2;
  return Number(value.toFixed(size >= 1000 ? 0 : small));
}

/** Probability of reaching a hard limit within 30 days times what that costs; null while the revenue is not told. */
export function avertedBy({ probability }: Standing, assumptions: BusinessAssumptions): number | null {
  const outage = outageCost(assumptions);
  return outage === null || probability === null ? null : Math.round(probability.within30 * outage);
}

/** Where the prices of plans come from. */
export function planSources(worlds: readonly (PlanWorld | undefined)[]): Advice['sources'] {
  return worlds.flatMap((world) =>
    world === undefined ? [] : [{ text: `${world.name}: ${world.record.source}`, date: world.record.sourceDate }],
  );
}

/** Where the price of a meter comes from, on today's plan. */
export function priceSources({ plans, titleOf }: AccountFacts, service: string, metric: string): Advice['sources'] {
  const limit = plans.find(({ isCurrent }) => isCurrent)?.limitOf(service, metric) ?? null;
  return limit === null ? [] : [{ text: `${titleOf(service, metric)}: ${limit.source}`, date: limit.sourceDate }];
}

/** What a change brings against the month that is really paid, where a limit cuts it off; nothing elsewhere. */
export function cutPoints(gain: AdviceGain | null): readonly AdvicePoint[] {
  const paid = money(gain?.againstCut ?? 0);
  if (gain === null || gain.againstCut === null) {
    return [];
  }
  if (Math.abs(paid) < 0.005) {
    return [point('same-as-cut')];
  }
  return [point(paid > 0 ? 'against-cut' : 'dearer-than-cut', { paid: Math.abs(paid) })];
}

/** A person's answer to a figure that is asked, or what is assumed until then. */
export function answerTo(
  { answers }: AdviceFacts,
  key: string,
  name: string,
  assumed: number,
): { readonly value: number; readonly assumed: boolean } {
  const told = answers[key]?.[name];
  return { value: told ?? assumed, assumed: told === undefined };
}

/** Micros as main units, for figures of points. */
export function money(micros: number): number {
  return fromMicros(micros);
}
