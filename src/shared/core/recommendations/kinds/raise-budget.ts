import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { quantileSorted } from '#shared/core/forecasting/quantiles';
import { classOf } from '#shared/core/standing/at-limit';
import { DAY } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import type { AccountFacts, AdviceFacts } from '../facts';
import {
  type AdviceKind,
  avertedBy,
  blankAdvice,
  costOf,
  type Finding,
  isSpendLimit,
  limitOf,
  point,
  rounded,
} from '../finding';
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
    (standing) =>
      isSpendLimit(standing) &&
      standing.limitId !== 'own' &&
      standing.limit !== null &&
      classOf(standing.atLimit) === 'stops',
  );
}

function raise(account: AccountFacts, facts: AdviceFacts, standing: Standing): Finding | null {
  const { today } = account;
  const priority = priorityOfLimit(standing, facts.now);
  if (today === null || priority === null) {
    return null;
  }
  const pauses = standing.atLimit === 'pause';
  const figures = figuresOf(today, standing, facts.now);
  // A pause stops the service, and not what it is charged: today's bill is expected as if there were none.
  const after = pauses ? today : withCap(today, figures.to);
  const blank = blankAdvice(account, facts, {
    ...{ key: `${account.connectionId}/spend-limit`, kind: 'raise-budget', aim: 'risk' },
    change: { kind: 'budget', own: false, from: figures.limit, to: figures.to },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const cost = costOf(today, after);
  const { metric, service, title } = standing;
  const averted = avertedBy(standing, account.assumptions ?? facts.assumptions);
  return {
    after,
    sure: true,
    advice: {
      ...blank,
      ...{ service, metric, cost },
      names: { ...blank.names, metric: title },
      limit: limitOf(standing, facts.now, null, { recommended: figures.to, lastsUntil: null }, true),
      gain: { ...gainOf(today, after, false), averted },
      effect: effectOf(today, after, [`limit ${metric}`]),
      alternatives: [
        {
          id: 'stay',
          name: title,
          cost: cost.current,
          lost: point(pauses ? 'stay-pauses' : 'stay-refuses', { days: figures.days }),
        },
        { id: 'raise', name: title, cost: cost.recommended, lost: null },
      ],
      ...wordsOf(standing, figures),
      evidence: {
        ...blank.evidence,
        series: `${account.connectionId}/${service}/${metric}`,
        points: [point('spend-used', figures)],
      },
      steps: { url: account.link('upgrade'), points: [point(pauses ? 'raise-budget-to' : 'raise-limit-to', figures)] },
      work: { hours: 0.25, who: 'account-owner' },
    },
  };
}

interface Figures {
  readonly limit: number;
  readonly to: number;
  readonly used: number;
  /** -1: not in sight. */
  readonly days: number;
  readonly unit: string;
  readonly [name: string]: number | string;
}

function figuresOf(today: WorkedBill, { limit, used, expected, unit, atLimit }: Standing, now: number): Figures {
  const free = withCap(today, null);
  const month = free.draws === null ? monthly(free) : quantileSorted(free.draws.slice().sort(), TAKES);
  // What is beside the limit (fees) is not held against it.
  const fees = today.bill.lines.reduce((sum, { kind, amount }) => sum + (kind === 'fee' ? (amount ?? 0) : 0), 0);
  const spend = atLimit === 'pause' ? month - fees / 1e6 : month;
  return {
    ...{ limit: limit ?? 0, used: rounded(used ?? 0, unit), unit },
    to: niceAbove(Math.max(limit ?? 0, spend, used ?? 0)),
    days: expected?.q50 == null ? -1 : Math.max(0, (expected.q50 - now) / DAY),
  };
}

function wordsOf({ percent, atLimit }: Standing, figures: Figures) {
  const isReached = (percent ?? 0) >= 100;
  const pauses = atLimit === 'pause';
  const ahead = figures.days < 0 ? 'spend-near' : 'spend-comes';
  const works = pauses ? 'spend-resumes' : 'spend-works-again';
  const then = point(pauses ? 'then-paused' : 'then-refused', figures);
  return {
    reason: [point(isReached ? 'spend-reached' : ahead, figures), then, point('raise-to', figures)],
    benefits: [point(isReached ? works : 'spend-goes-on', figures)],
    risks: [then, point('revenue-at-risk')],
    // What is reached is not lifted by using less.
    against: [point('limit-protects', figures), ...(isReached ? [] : [point('or-use-less')])],
  };
}

/** The next amount that people set: in steps of 5 below 100, of 25 below 500, of 100 above. */
function niceAbove(amount: number): number {
  const [, step] = STEPS.find(([below]) => amount < below) ?? [0, 100];
  return Math.ceil((amount + 1e-9) / step) * step;
}

const STEPS: readonly (readonly [below: number, step: number])[] = [
  [100, 5],
  [500, 25],
];
