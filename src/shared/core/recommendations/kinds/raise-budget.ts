import { quantileSorted } from '#shared/core/forecasting/quantiles';
import { classOf } from '#shared/core/standing/at-limit';
import { toMicros } from '#shared/domain/money';
import type { Standing } from '#shared/domain/standing';
import type { AccountFacts, AdviceFacts } from '../facts';
import { type AdviceKind, avertedBy, blankAdvice, daysUntil, type Finding, limitOf, point, rounded } from '../finding';
import { priorityOfLimit } from '../priority';
import { effectOf, gainOf } from '../weigh';
import { monthly, withCap } from '../worlds';

/** The larger limit takes a month's spend at this quantile. */
const TAKES = 0.975;

/** Spend comes to an amount at which the provider pauses the account or refuses requests. */
export const raiseBudget: AdviceKind = {
  id: 'raise-budget',
  find(account, facts) {
    const [found] = spendLimits(account)
      .map((standing) => ({ standing, priority: priorityOfLimit(standing, facts.now) }))
      .filter(({ priority }) => priority !== null);
    return found === undefined ? [] : [raise(account, facts, found.standing)].filter((one) => one !== null);
  },
};

/** Spend that stops something where the provider itself says so: no plan lifts it. */
function spendLimits({ uses, otherStandings }: AccountFacts): readonly Standing[] {
  return [...uses.map(({ standing }) => standing), ...otherStandings].filter(
    ({ metric, limitSource, atLimit, limit, limitId }) =>
      metric.endsWith('SPEND_USD') &&
      limitSource === 'provider' &&
      limitId !== 'own' &&
      limit !== null &&
      classOf(atLimit) === 'stops',
  );
}

function raise(account: AccountFacts, facts: AdviceFacts, standing: Standing): Finding | null {
  const { today } = account;
  const priority = priorityOfLimit(standing, facts.now);
  const limit = standing.limit ?? 0;
  if (today === null || priority === null) {
    return null;
  }
  const free = withCap(today, null);
  // What is beside the limit (fees, what the credit pays) is not held against it.
  const month = free.draws === null ? monthly(free) : quantileSorted(free.draws.slice().sort(), TAKES);
  const fees = today.bill.lines.reduce((sum, { kind, amount }) => sum + (kind === 'fee' ? (amount ?? 0) : 0), 0) / 1e6;
  const pauses = standing.atLimit === 'pause';
  const to = niceAbove(Math.max(limit, pauses ? month - fees : month, standing.used ?? 0));
  const after = pauses ? today : withCap(today, to);
  const amount = gainOf(today, after, false);
  const isReached = (standing.percent ?? 0) >= 100;
  const days = standing.expected?.q50 == null ? -1 : daysUntil(standing.expected.q50, facts.now);
  const figures = { limit, to, used: rounded(standing.used ?? 0), days, unit: standing.unit };
  const blank = blankAdvice(account, facts, {
    ...{ key: `${account.connectionId}/spend-limit`, kind: 'raise-budget', aim: 'risk' },
    change: { kind: 'budget', own: false, from: limit, to },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const cost = toMicros(monthly(today));
  const then = toMicros(monthly(withCap(today, pauses ? today.parts.cap : to)));
  return {
    after,
    sure: true,
    advice: {
      ...blank,
      ...{ service: standing.service, metric: standing.metric },
      names: { ...blank.names, metric: standing.title },
      limit: limitOf(standing, facts.now, { recommended: to, lastsUntil: null }, true),
      cost: { ...blank.cost, current: cost, projected: cost, recommended: then },
      gain: { ...amount, averted: avertedBy(standing, facts.assumptions) },
      effect: effectOf(today, after, [`limit ${standing.metric}`]),
      alternatives: [
        { id: 'stay', name: String(limit), cost, lost: point('stops', { metric: standing.title, days }) },
        { id: 'raise', name: String(to), cost: then, lost: null },
      ],
      reason: [
        point(isReached ? 'spend-reached' : 'spend-comes', figures),
        point(pauses ? 'then-paused' : 'then-refused', figures),
        point('raise-to', figures),
      ],
      benefits: [point(isReached ? 'spend-works-again' : 'spend-goes-on', figures)],
      risks: [point(pauses ? 'then-paused' : 'then-refused', figures), point('revenue-at-risk')],
      against: [point('limit-protects', figures), point('or-use-less')],
      evidence: {
        ...blank.evidence,
        series: `${account.connectionId}/${standing.service}/${standing.metric}`,
        points: [point('spend-used', figures)],
      },
      steps: { url: account.link('upgrade'), points: [point(pauses ? 'raise-budget-to' : 'raise-limit-to', figures)] },
      work: { hours: 0.25, who: 'account-owner' },
    },
  };
}

/** The next amount that people set: in steps of 5 below 100, of 25 below 500, of 100 above. */
function niceAbove(amount: number): number {
  const step = amount < 100 ? 5 : amount < 500 ? 25 : 100;
  return Math.ceil((amount + 1e-9) / step) * step;
}
