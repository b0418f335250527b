import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { drawTotals } from '#shared/core/costs/bill/draws';
import type { Advice } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts } from './facts';
import { type AdviceKind, type Finding, point } from './finding';
import { chooseJointly, type JointOption } from './joint';
import { comparePriorities } from './priority';
import { monthParts } from './worlds';

/**
 * What to advise, one decision a question. Every kind looks at every account; of those that answer one question one
 * wins; of the savings on one account those stay that are worth doing together, first those that are sure, then
 * those that hang on an answer.
 */
export function generate(facts: AdviceFacts, kinds: readonly AdviceKind[]): readonly Advice[] {
  return facts.accounts
    .flatMap((account) => {
      const own = { ...facts, assumptions: account.assumptions ?? facts.assumptions };
      const found = kinds.flatMap((kind) => kind.find(account, own)).filter(hasEvidence);
      const kept = worthTogether(account, onePerQuestion(found)).map(({ advice }) => withPage(account, advice));
      return kept.some(liftsSpendLimit) ? kept.map((one) => besideSpendLimit(one, kept)) : kept;
    })
    .sort(compareAdvice);
}

/** One click leads to the page for exactly this change, where the provider has one. */
function withPage({ pageFor }: AccountFacts, advice: Advice): Advice {
  const url = pageFor(advice.change);
  return url === null ? advice : { ...advice, steps: { ...advice.steps, url } };
}

/** Whether an advice is about spend at which the provider itself stops something. */
function liftsSpendLimit({ aim, change }: Advice): boolean {
  return aim === 'risk' && change.kind === 'budget' && !change.own;
}

/**
 * A saving on an account whose spend is about to stop something is not one without which nothing stops; and where
 * another plan has no such limit it speaks against a higher one.
 */
function besideSpendLimit(advice: Advice, all: readonly Advice[]): Advice {
  const plan = all.find(
    ({ aim, change, gain }) => aim === 'saving' && change.kind === 'plan' && gain?.againstCut != null,
  );
  if (plan !== undefined && liftsSpendLimit(advice)) {
    const to = (plan.cost.recommended ?? 0) / 1e6;
    return { ...advice, against: [point('or-plan', { plan: plan.recommendedPlanName, to }), ...advice.against] };
  }
  const risks = advice.risks.map((one) => (one.code === 'nothing-stops' ? point('counts-towards-limit') : one));
  return advice.aim === 'saving' ? { ...advice, risks } : advice;
}

/** The most urgent first; of savings the largest; risks before savings of one priority. */
function compareAdvice(a: Advice, b: Advice): number {
  return (
    comparePriorities(a.priority, b.priority) ||
    Number(a.aim === 'saving') - Number(b.aim === 'saving') ||
    (b.gain?.amount ?? 0) - (a.gain?.amount ?? 0) ||
    a.key.localeCompare(b.key)
  );
}

/** Nothing is recommended that rests on nothing. */
function hasEvidence({ advice }: Finding): boolean {
  return advice.evidence.points.length > 0 && advice.reason.length > 0;
}

function onePerQuestion(found: readonly Finding[]): readonly Finding[] {
  const best = new Map<string, Finding>();
  for (const one of found) {
    const other = best.get(one.advice.key);
    if (other === undefined || isBetter(one, other)) {
      best.set(one.advice.key, one);
    }
  }
  return [...best.values()];
}

/** A risk before a saving, what is sure before what is asked, then what brings more. */
function isBetter(one: Finding, other: Finding): boolean {
  const rank = ({ advice, sure }: Finding) => Number(advice.aim === 'risk') * 2 + Number(sure);
  return rank(one) - rank(other) > 0 || (rank(one) === rank(other) && gainAmount(one) > gainAmount(other));
}

function gainAmount({ advice }: Finding): number {
  return advice.gain?.amount ?? 0;
}

/** Risks stay; of the savings those that are worth it together. */
function worthTogether({ today }: AccountFacts, found: readonly Finding[]): readonly Finding[] {
  const savings = found.filter(({ advice, after }) => advice.aim === 'saving' && after !== null);
  if (today === null || savings.length < 2) {
    return found;
  }
  const sure = choose(
    today,
    savings.filter((one) => one.sure),
    [],
  );
  const asked = choose(
    today,
    savings.filter((one) => !one.sure),
    sure,
  );
  const kept = new Set([...sure, ...asked]);
  return found.filter((one) => !savings.includes(one) || kept.has(one));
}

/** Which of some savings to take, `taken` being taken already: exact over all combinations. */
function choose(today: WorkedBill, savings: readonly Finding[], taken: readonly Finding[]): readonly Finding[] {
  const open = savings.filter((one) => !taken.some((other) => overlap(one, other)));
  const groups = groupsOf(open);
  const now = monthOf(today);
  const options = (one: Finding): JointOption => {
    const then = monthOf(one.after ?? today);
    return { fees: then.fees - now.fees, use: then.use.map((value, at) => value - (now.use[at] ?? 0)) };
  };
  const none: JointOption = { fees: 0, use: new Float64Array(now.use.length) };
  const before = taken.map(options);
  const picked = chooseJointly({
    fees: before.reduce((sum, { fees }) => sum + fees, now.fees),
    use: now.use.map((value, at) => before.reduce((sum, { use }) => sum + (use[at] ?? 0), value)),
    credit: monthParts(today).credit / 1e6,
    questions: groups.map((group) => [none, ...group.map(options)]),
  });
  return groups.flatMap((group, at) => {
    const one = group[(picked[at] ?? 0) - 1];
    return one === undefined ? [] : [one];
  });
}

/** Savings that change one meter exclude each other: of a group one is taken at most. */
function groupsOf(savings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  for (const one of savings) {
    const joined = groups.filter((group) => group.some((other) => overlap(one, other)));
    const merged = [...joined.flat(), one];
    groups.splice(0, groups.length, ...groups.filter((group) => !joined.includes(group)), merged);
  }
  return groups;
}

function overlap(a: Finding, b: Finding): boolean {
  return a.advice.effect?.touches.some((meter) => b.advice.effect?.touches.includes(meter)) === true;
}

/** Fees and creditable use of a month in every drawn future, main units. */
function monthOf(worked: WorkedBill): { readonly fees: number; readonly use: Float64Array } {
  const { use, fees } = monthParts(worked);
  const meters = worked.parts.meters ?? [];
  const middle = meters.reduce((sum, { costOf, used, rest }) => sum + costOf(used + rest.middle), 0);
  const still = use / 1e6 - middle;
  return { fees: fees / 1e6, use: drawTotals(meters, (charges) => charges + still) };
}
