import { classOf } from '#shared/core/standing/at-limit';
import { isTrouble, type LastAttempt } from '#shared/domain/cycle';
import { DAY } from '#shared/domain/instant';
import type { NamedPlanLimit, PlanRecord } from '#shared/domain/price-list';
import type { RecommendationPriority } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts } from '../facts';
import { type AdviceKind, blankAdvice, type Finding, limitOf, needReason, planSources, point } from '../finding';
import { needsOf } from '../plan-choice';
import { monthly, withCap } from '../worlds';

/** A source that has been silent this long hides what comes. */
const SILENT = DAY;

/** Something that is not read, or not known, and behind which a limit may be near. */
export const fixSource: AdviceKind = {
  id: 'fix-source',
  find: (account, facts) => [
    ...silent(account, facts),
    ...unknownPlan(account, facts),
    ...nearWithoutPlan(account, facts),
  ],
};

/** Sources that no longer answer and that feed a limit at which something stops. */
function silent(account: AccountFacts, facts: AdviceFacts): readonly Finding[] {
  const [found] = account.attempts
    .filter(({ attempt, lastGoodAt }) => isTrouble(attempt.outcome) && facts.now - (lastGoodAt ?? 0) > SILENT)
    .filter(({ attempt }) => CURABLE.has(attempt.outcome))
    .map((one) => ({ one, hidden: hiddenBy(account, one) }))
    .filter(({ hidden }) => hidden.length > 0);
  if (found === undefined) {
    return [];
  }
  const { attempt, lastGoodAt } = found.one;
  const [first] = found.hidden;
  const isNear = found.hidden.some(({ standing }) => (standing.percent ?? 0) >= standing.warningPercent);
  const priority: RecommendationPriority = isNear ? 'HIGH' : 'LOW';
  const figures = {
    ...{ source: account.capabilityTitle(attempt.capability), account: account.title, metric: first?.title ?? '' },
    ...{ count: found.hidden.length, at: lastGoodAt ?? 0, outcome: attempt.outcome },
  };
  const blank = blankAdvice(account, facts, {
    ...{ key: `${account.connectionId}/source/${attempt.capability}`, kind: 'fix-source', aim: 'risk' },
    change: { kind: 'source', capability: attempt.capability },
    ...{ priority, priorityReason: point(isNear ? 'hidden-and-near' : 'hidden', figures) },
  });
  return [
    {
      after: null,
      sure: true,
      advice: {
        ...blank,
        ...{ service: first?.service ?? blank.service, metric: first?.metric ?? '' },
        names: { ...blank.names, metric: first?.title ?? '', thing: figures.source },
        reason: [point(lastGoodAt === null ? 'source-never' : 'source-silent', figures), point('hides', figures)],
        benefits: [point('sees-again', figures)],
        risks: [point('unseen', figures)],
        against: [point('takes-minutes')],
        evidence: { ...blank.evidence, points: [point('source-outcome', figures)] },
        steps: { url: null, points: [point('reconnect', figures)] },
        work: { hours: 0.25, who: 'account-owner' },
      },
    },
  ];
}

/** Outcomes that a person can do something about. */
const CURABLE: ReadonlySet<string> = new Set([
  'invalid-credential',
  'credential-expired',
  'wrong-credential-kind',
  'not-permitted',
]);

function hiddenBy({ uses }: AccountFacts, { attempt }: LastAttempt) {
  return uses.filter(({ standing }) => {
    const reason = standing.freshness.state === 'fresh' ? null : standing.freshness.reason;
    return reason === attempt.outcome && classOf(standing.atLimit) === 'stops' && standing.limit !== null;
  });
}

/** A published monthly limit; what only weak sources say raises no alarm. */
function isSpendLimit({ grade }: PlanRecord, { metric, beyond, included }: NamedPlanLimit): boolean {
  return grade === 'A' && metric === 'MONTHLY_SPEND_USD' && beyond === 'refused' && included !== null;
}

/** An account whose plan nobody tells, where the smallest plan of its provider would stop this month. */
function unknownPlan(account: AccountFacts, facts: AdviceFacts): readonly Finding[] {
  const { today, billing, possiblePlans } = account;
  if (today === null || billing !== null) {
    return [];
  }
  const month = monthly(withCap(today, null));
  const soFar = today.bill.soFar.amount / 1e6;
  // Whoever has spent more than a plan allows is not on it.
  const limits = possiblePlans
    .flatMap(({ record, limits: all }) => all.map((limit) => ({ record, limit })))
    .filter(({ record, limit }) => isSpendLimit(record, limit) && (limit.included ?? 0) > soFar)
    .sort((a, b) => (a.limit.included ?? 0) - (b.limit.included ?? 0));
  const [smallest] = limits;
  const most = smallest?.limit.included ?? null;
  const hasOwn = account.uses.some(
    ({ standing }) => standing.metric === 'MONTHLY_SPEND_USD' && standing.limit !== null,
  );
  if (smallest === undefined || most === null || month <= most || hasOwn) {
    return [];
  }
  const { end } = today.bill.period;
  const at = facts.now + ((most - soFar) / Math.max(1e-9, month - soFar)) * (end - facts.now);
  const days = Math.max(0, Math.round((at - facts.now) / DAY));
  const priority: RecommendationPriority = days <= 7 ? 'HIGH' : 'MEDIUM';
  const figures = { account: account.title, plan: smallest.record.name, limit: most, month, days, at: Math.round(at) };
  const blank = blankAdvice(account, facts, {
    ...{ key: `${account.connectionId}/which-plan`, kind: 'fix-source', aim: 'risk' },
    change: { kind: 'source', capability: 'plan' },
    ...{ priority, priorityReason: point(days <= 7 ? 'within-7-days' : 'within-30-days', { days }) },
  });
  return [
    {
      after: null,
      sure: false,
      advice: {
        ...blank,
        names: { ...blank.names, thing: account.title },
        reason: [point('plan-not-told', figures), point('smallest-would-stop', figures)],
        benefits: [point('limit-is-known', figures)],
        risks: [point('may-stop-unseen', figures)],
        against: [point('takes-minutes')],
        evidence: { ...blank.evidence, points: [point('month-expected', figures)] },
        sources: planSources([]).concat([
          { text: `${smallest.record.name}: ${smallest.record.source}`, date: smallest.record.sourceDate },
        ]),
        steps: { url: account.link('upgrade'), points: [point('choose-plan-here', figures)] },
        confidence: 'low',
        work: { hours: 0.1, who: 'account-owner' },
        question: { code: 'which-plan', figures: [] },
      },
    },
  ];
}

/** A limit is near, and nobody knows the plan: so nobody can say which other plan would take more. */
function nearWithoutPlan(account: AccountFacts, facts: AdviceFacts): readonly Finding[] {
  const [need] = account.billing === null ? needsOf(account, facts.now) : [];
  if (need === undefined) {
    return [];
  }
  const { use, priority } = need;
  const blank = blankAdvice(account, facts, {
    ...{ key: `${account.connectionId}/which-plan`, kind: 'fix-source', aim: 'risk' },
    change: { kind: 'source', capability: 'plan' },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const figures = { account: account.title, metric: use.title };
  return [
    {
      after: null,
      sure: true,
      advice: {
        ...blank,
        ...{ service: use.service, metric: use.metric },
        names: { ...blank.names, metric: use.title, thing: account.title },
        limit: limitOf(use.standing, facts.now, use.forecast, { recommended: null, lastsUntil: null }, true),
        reason: [needReason(use, facts.now), point('near-and-no-plan', figures)],
        benefits: [point('limit-is-known', figures)],
        risks: [point(`at-limit-${use.standing.atLimit}`, figures)],
        against: [point('takes-minutes')],
        evidence: {
          ...blank.evidence,
          series: `${account.connectionId}/${use.service}/${use.metric}`,
          points: [needReason(use, facts.now)],
        },
        steps: { url: account.link('upgrade'), points: [point('choose-plan-here', figures)] },
        work: { hours: 0.1, who: 'account-owner' },
        question: { code: 'which-plan', figures: [] },
      },
    },
  ];
}
