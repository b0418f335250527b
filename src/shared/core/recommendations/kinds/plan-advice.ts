import { classOf } from '#shared/core/standing/at-limit';
import { room } from '#shared/core/standing/room';
import type { Advice, AdvicePoint, AskedQuestion } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts, MeasuredUse, PlanWorld } from '../facts';
import {
  avertedBy,
  blankAdvice,
  costOf,
  cutPoints,
  type Finding,
  limitOf,
  planSources,
  point,
  rounded,
} from '../finding';
import { type Need, type PlanChoice, planKey } from '../plan-choice';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf } from '../weigh';
import { wholeMonth, withCap } from '../worlds';

/** What a kind of plan advice adds to what all of them have. */
interface PlanWords {
  readonly kind: Advice['kind'];
  readonly reason: readonly AdvicePoint[];
  readonly benefits: readonly AdvicePoint[];
  readonly risks: readonly AdvicePoint[];
  readonly against: readonly AdvicePoint[];
}

/** The advice for a choice of plan: what upgrade, downgrade and switch have in common. */
export function planAdvice(account: AccountFacts, facts: AdviceFacts, choice: PlanChoice, words: PlanWords): Finding {
  const { current, picked, onlyIf } = choice;
  const own = choice.needs.length > 0 ? ofNeed(account, facts, choice) : ofSaving(account, facts, choice);
  const { advice } = own;
  const cost = costOf(withCap(current.worked, null), withCap(picked.worked, null));
  const isCut = advice.aim === 'saving' && (advice.gain?.againstCut ?? null) !== null;
  return {
    after: picked.worked,
    sure: onlyIf === null,
    advice: {
      ...advice,
      ...(isCut ? underLimit(words, cutPoints(advice.gain)) : words),
      change: {
        ...{ kind: 'plan', provider: account.billing?.provider ?? '' },
        ...{ from: current.record.plan, to: picked.record.plan },
      },
      recommendedPlan: picked.record.plan,
      recommendedPlanName: picked.name,
      cost,
      // What is not read of the other plan's bill is not saved for sure.
      confidence: cost.least?.extra && advice.confidence === 'high' ? 'medium' : advice.confidence,
      effect: effectOf(current.worked, picked.worked, touchedBy(current, picked)),
      alternatives: choice.alternatives,
      breakEven: choice.breakEven,
      evidence: { ...advice.evidence, series: seriesOf(account, own.service, own.metric), points: own.evidence },
      sources: planSources([current, picked]),
      steps: {
        url: account.link('upgrade', picked.record.plan),
        points: [point('choose-plan', { plan: picked.name })],
      },
      work: { hours: 0.5, who: 'account-owner' },
      question: onlyIf === null ? null : conditionQuestion(String(onlyIf.figures['condition'])),
    },
  };
}

/** A plan that saves where a limit on spend cuts today's month off: the same work is compared, and what is paid told. */
function underLimit({ reason, benefits, risks, ...words }: PlanWords, paid: readonly AdvicePoint[]): PlanWords {
  return {
    ...words,
    reason: [...reason, ...paid],
    benefits: [...benefits, point('ends-limit-trouble')],
    // Nothing goes on being paid beyond the limit.
    risks: risks.flatMap((one) => {
      const stops = one.code === 'nothing-stops' ? [point('counts-towards-limit')] : [one];
      return one.code === 'pays-on' ? [] : stops;
    }),
  };
}

/** What an advice is before its plan: by the limit that asks for it, or by the money. */
interface Grounds {
  readonly advice: Advice;
  readonly service: string;
  readonly metric: string;
  readonly evidence: readonly AdvicePoint[];
}

function ofNeed(account: AccountFacts, facts: AdviceFacts, choice: PlanChoice): Grounds {
  const { use, priority } = choice.needs[0] as Need;
  const { service, metric, title, standing } = use;
  const gain = gainOf(choice.current.worked, choice.picked.worked);
  const blank = blankAdvice(account, facts, {
    ...{ key: planKey(account), kind: 'upgrade', aim: 'risk', change: NO_CHANGE },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  return {
    ...{ service, metric, evidence: needEvidence(choice) },
    advice: {
      ...blank,
      ...{ service, metric, names: { ...blank.names, metric: title } },
      limit: needLimit(choice, facts.now),
      gain: { ...gain, averted: avertedBy(standing, account.assumptions ?? facts.assumptions) },
    },
  };
}

function ofSaving(account: AccountFacts, facts: AdviceFacts, choice: PlanChoice): Grounds {
  const { current, picked, onlyIf, breakEven } = choice;
  const gain = gainOf(current.worked, picked.worked);
  const priority = priorityOfSaving(gain.amount);
  const { service = '', metric = '' } = breakEven ?? {};
  const blank = blankAdvice(account, facts, {
    ...{ key: planKey(account), kind: 'switch-plan', aim: 'saving', change: NO_CHANGE },
    priority: onlyIf === null ? priority.value : 'LOW',
    priorityReason: onlyIf === null ? priority.reason : point('asked-first'),
  });
  const sure = gain.probability >= SURE ? 'high' : 'medium';
  return {
    ...{ service, metric, evidence: costEvidence(account, choice) },
    advice: {
      ...blank,
      service: service || blank.service,
      metric,
      gain: { ...gain, averted: 0 },
      confidence: onlyIf === null ? sure : 'low',
    },
  };
}

/** Share of the drawn futures from which on a saving is sure. */
const SURE = 0.9;
const NO_CHANGE: Advice['change'] = { kind: 'source', capability: '' };

/** Key of a series for the evidence, where the account measures it. */
export function seriesOf(account: AccountFacts, service = '', metric = ''): string | null {
  const isMeasured = account.uses.some((use) => use.service === service && use.metric === metric);
  return isMeasured ? `${account.connectionId}/${service}/${metric}` : null;
}

function conditionQuestion(condition: string): AskedQuestion {
  return {
    code: condition,
    figures: [{ name: condition, unit: 'yes-no', value: 0, assumed: true, least: 0, most: 1 }],
  };
}

function needLimit(choice: PlanChoice, now: number): Advice['limit'] {
  const { use } = choice.needs[0] as Need;
  return limitOf(
    use.standing,
    now,
    use.forecast,
    { recommended: largerLimit(choice, use), lastsUntil: lastsUntil(choice, use, now) },
    classOf(use.standing.atLimit) === 'stops',
  );
}

function largerLimit({ picked }: PlanChoice, { service, metric }: MeasuredUse): number | null {
  return picked.limitOf(service, metric)?.included ?? null;
}

/** How long the larger limit lasts; null where it has no figure, is passed already, or is not in sight. */
export function lastsUntil(choice: PlanChoice, use: MeasuredUse, now: number): number | null {
  const larger = largerLimit(choice, use);
  const lasts = larger === null ? null : room(use.forecast, { limit: larger, used: use.standing.used, now });
  const until = lasts?.reached.q50 ?? null;
  return until !== null && until > now ? until : null;
}

function needEvidence({ needs }: PlanChoice): readonly AdvicePoint[] {
  return needs.map(({ use }) =>
    point('limit-used', {
      metric: use.title,
      used: rounded(use.standing.used ?? 0, use.unit),
      limit: use.standing.limit ?? 0,
      unit: use.unit,
    }),
  );
}

function costEvidence(
  { titleOf, uses }: AccountFacts,
  { current, picked, breakEven }: PlanChoice,
): readonly AdvicePoint[] {
  const touched = touchedBy(current, picked);
  const chargedIn = ({ worked }: PlanWorld, code: string) =>
    (worked.parts.meters ?? [])
      .map((meter) => ({ meter, cost: meter.costOf(meter.used + meter.rest.middle) }))
      .filter(({ meter, cost }) => cost > 0 && touched.includes(`${meter.service} ${meter.metric}`))
      .map(({ meter, cost }) =>
        point(code, { metric: meter.product || titleOf(meter.service, meter.metric), cost, plan: picked.name }),
      );
  const parts = [...chargedIn(current, 'charged-for'), ...chargedIn(picked, 'charged-there')];
  const held = uses.flatMap(({ service, metric, title, unit, standing }) => {
    const limit = picked.limitOf(service, metric);
    // Who leaves a tier is held against what is included without it.
    const isHeld = limit?.beyond === 'refused' || (current.record.basePlan !== null && (limit?.included ?? 0) > 0);
    return limit === null || limit.included === null || !isHeld || standing.used === null
      ? []
      : [point('limit-used', { metric: title, used: rounded(standing.used, unit), limit: limit.included, unit })];
  });
  const crossing =
    breakEven === null
      ? []
      : [point('break-even', { quantity: breakEven.quantity, unit: breakEven.unit, above: breakEven.above })];
  const found = [...parts, ...held, ...crossing];
  const bills = {
    today: current.name,
    from: wholeMonth(current.worked),
    plan: picked.name,
    to: wholeMonth(picked.worked),
  };
  return found.length > 0 ? found : [point('two-bills', bills)];
}

/** Meters that cost another amount on the other plan. */
function touchedBy(current: PlanWorld, picked: PlanWorld): readonly string[] {
  const costs = ({ worked }: PlanWorld) => {
    const sums = new Map<string, number>();
    for (const { service, metric, costOf, used, rest } of worked.parts.meters ?? []) {
      const key = `${service} ${metric}`;
      sums.set(key, (sums.get(key) ?? 0) + costOf(used + rest.middle));
    }
    return sums;
  };
  const [now, then] = [costs(current), costs(picked)];
  const keys = [...new Set([...now.keys(), ...then.keys()])];
  return ['plan', ...keys.filter((key) => Math.abs((now.get(key) ?? 0) - (then.get(key) ?? 0)) > 0.005)];
}

/** Figures of what a choice costs, for points. */
export function choiceFigures({ current, picked }: PlanChoice): Readonly<Record<string, number | string>> {
  const [from, to] = [wholeMonth(current.worked), wholeMonth(picked.worked)];
  return { from, to, difference: Math.abs(to - from), plan: picked.name, today: current.name };
}
