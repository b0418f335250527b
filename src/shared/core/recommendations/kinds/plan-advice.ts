import { classOf } from '#shared/core/standing/at-limit';
import { room } from '#shared/core/standing/room';
import { toMicros } from '#shared/domain/money';
import type { Advice, AdvicePoint, AskedQuestion } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts, PlanWorld } from '../facts';
import { avertedBy, blankAdvice, type Finding, limitOf, planSources, point, rounded } from '../finding';
import { type PlanChoice, planKey } from '../plan-choice';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf } from '../weigh';
import { monthly } from '../worlds';

/** What a kind of plan advice adds to what all of them have. */
interface PlanWords {
  readonly kind: Advice['kind'];
  readonly reason: readonly AdvicePoint[];
  readonly benefits: readonly AdvicePoint[];
  readonly risks: readonly AdvicePoint[];
  readonly against: readonly AdvicePoint[];
}

/** The advice for a choice of plan: what upgrade, downgrade and switch have in common. */
export function planAdvice(
  account: AccountFacts,
  facts: AdviceFacts,
  choice: PlanChoice,
  { kind, reason, benefits, risks, against }: PlanWords,
): Finding {
  const { current, picked, needs, onlyIf } = choice;
  const [need] = needs;
  const gain = gainOf(current.worked, picked.worked);
  const priority = need?.priority ?? priorityOfSaving(gain.amount);
  const key = planKey(account);
  const costly = choice.breakEven;
  const blank = blankAdvice(account, facts, {
    ...{ key, kind, aim: need === undefined ? 'saving' : 'risk' },
    change: {
      ...{ kind: 'plan', provider: account.billing?.provider ?? '' },
      ...{ from: current.record.plan, to: picked.record.plan },
    },
    priority: onlyIf === null ? priority.value : 'LOW',
    priorityReason: onlyIf === null ? priority.reason : point('asked-first'),
  });
  const evidence = need === undefined ? costEvidence(account, choice) : needEvidence(choice);
  return {
    after: picked.worked,
    sure: onlyIf === null,
    advice: {
      ...blank,
      service: need?.use.service ?? costly?.service ?? blank.service,
      metric: need?.use.metric ?? costly?.metric ?? '',
      names: { ...blank.names, metric: need?.use.title ?? '' },
      recommendedPlan: picked.record.plan,
      recommendedPlanName: picked.name,
      limit: need === undefined ? null : needLimit(choice, facts.now),
      cost: {
        currency: current.worked.bill.currency,
        current: toMicros(monthly(current.worked)),
        projected: projectedCost(choice),
        recommended: toMicros(monthly(picked.worked)),
      },
      gain: { ...gain, averted: need === undefined ? 0 : avertedBy(need.use.standing, facts.assumptions) },
      effect: effectOf(current.worked, picked.worked, touchedBy(current, picked)),
      alternatives: choice.alternatives,
      breakEven: costly,
      ...{ reason, benefits, risks, against },
      evidence: {
        ...blank.evidence,
        series: seriesOf(account, need?.use.service ?? costly?.service, need?.use.metric ?? costly?.metric),
        points: evidence,
      },
      sources: planSources([current, picked]),
      steps: {
        url: account.link('upgrade', picked.record.plan),
        points: [point('choose-plan', { plan: picked.name })],
      },
      confidence: onlyIf !== null ? 'low' : gain.probability >= 0.9 || need !== undefined ? 'high' : 'medium',
      work: { hours: 0.5, who: 'account-owner' },
      question: onlyIf === null ? null : conditionQuestion(String(onlyIf.figures['condition'])),
    },
  };
}

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

function needLimit({ needs: [need], picked }: PlanChoice, now: number): Advice['limit'] {
  if (need === undefined) {
    return null;
  }
  const { use } = need;
  const larger = picked.limitOf(use.service, use.metric)?.included ?? null;
  const lasts = larger === null ? null : room(use.forecast, { limit: larger, used: use.standing.used, now });
  return limitOf(
    use.standing,
    now,
    { recommended: larger, lastsUntil: lasts?.reached.q50 ?? null },
    classOf(use.standing.atLimit) === 'stops',
  );
}

/** What a month comes to on today's plan at its limit: what it refuses costs nothing more. */
function projectedCost({ current }: PlanChoice): number {
  return toMicros(monthly(current.worked));
}

function needEvidence({ needs }: PlanChoice): readonly AdvicePoint[] {
  return needs.map(({ use }) =>
    point('limit-used', {
      metric: use.title,
      used: rounded(use.standing.used ?? 0),
      limit: use.standing.limit ?? 0,
      unit: use.unit,
    }),
  );
}

function costEvidence({ titleOf }: AccountFacts, { current, picked, breakEven }: PlanChoice): readonly AdvicePoint[] {
  const parts = (current.worked.parts.meters ?? [])
    .map((meter) => ({ meter, cost: meter.costOf(meter.used + meter.rest.middle) }))
    .filter(({ meter, cost }) => cost > 0 && touchedBy(current, picked).includes(`${meter.service} ${meter.metric}`))
    .map(({ meter, cost }) =>
      point('charged-for', {
        ...{ metric: meter.product || titleOf(meter.service, meter.metric), cost },
        quantity: rounded(meter.used + meter.rest.middle),
      }),
    );
  return breakEven === null
    ? parts
    : [...parts, point('break-even', { quantity: breakEven.quantity, unit: breakEven.unit, above: breakEven.above })];
}

/** Meters that cost another amount on the other plan. */
export function touchedBy(current: PlanWorld, picked: PlanWorld): readonly string[] {
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
  const [from, to] = [monthly(current.worked), monthly(picked.worked)];
  return { from, to, difference: Math.abs(to - from), plan: picked.name, today: current.name };
}
