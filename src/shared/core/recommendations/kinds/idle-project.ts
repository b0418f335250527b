import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { toMicros } from '#shared/domain/money';
import type { ProjectUse } from '../facts';
import { type AdviceKind, blankAdvice, costOf, point, priceSources } from '../finding';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf, isBeyondNoise } from '../weigh';
import { expectedCost, type Meter, monthly, withUse } from '../worlds';

/** Below this much a month nobody looks for a forgotten project. */
const LEAST = 5_000_000;
/** Requests of 30 days below which nobody comes to a project. */
const NOBODY = 100;

/** Whether a project costs something, and nobody comes, or is to come. */
function isForNobody({ requests, expectsNone, cost }: ProjectUse): boolean {
  return cost > 0 && (expectsNone === true || (requests !== null && requests < NOBODY));
}

/** A project that costs something and that nobody visits, or that nobody is to visit. */
export const idleProject: AdviceKind = {
  id: 'idle-project',
  find(account, facts) {
    const { today } = account;
    if (today === null) {
      return [];
    }
    return account.projects.flatMap((project) => {
      const { expectsNone = false, requests } = project;
      if (!isForNobody(project)) {
        return [];
      }
      const lines = today.parts.lines.filter(({ kind }) => kind === 'usage');
      const shareOf = (service: string, metric: string) => {
        const own = lines.filter((line) => line.service === service && line.metric === metric);
        const sum = (of: typeof own) => of.reduce((all, { amount }) => all + (amount ?? 0), 0);
        const whole = sum(own);
        return whole === 0 ? 0 : sum(own.filter((line) => line.project === project.project)) / whole;
      };
      const after = withUse(today, ({ service, metric }) => 1 - shareOf(service, metric));
      const gain = gainOf(today, after);
      if (gain.amount < LEAST || !isBeyondNoise(gain, toMicros(monthly(today)))) {
        return [];
      }
      const touches = (today.parts.meters ?? [])
        .filter(({ service, metric }) => shareOf(service, metric) > 0)
        .map(({ service, metric }) => `${service} ${metric} ${project.project}`);
      const priority = priorityOfSaving(gain.amount);
      const figures = {
        ...{ project: project.name, requests: requests ?? 0, saving: gain.amount / 1e6 },
        cost: expectedCost(today, () => true) - expectedCost(after, () => true),
      };
      const grounds = [
        ...(expectsNone ? [point('expected-none', figures)] : []),
        ...(requests === null ? [] : [point('nobody-comes', figures)]),
      ];
      const blank = blankAdvice(account, facts, {
        ...{ key: `${account.connectionId}/idle/${project.project}`, kind: 'idle-project', aim: 'saving' },
        change: { kind: 'use', service: '', metric: '', project: project.project, factor: 0 },
        ...{ priority: priority.value, priorityReason: priority.reason },
      });
      return [
        {
          after,
          sure: true,
          advice: {
            ...blank,
            names: { ...blank.names, thing: project.name },
            ...{ cost: costOf(today, after), gain, effect: effectOf(today, after, touches) },
            alternatives: [
              {
                id: 'stay',
                name: project.name,
                cost: toMicros(monthly(today)),
                lost: point('dearer', { by: gain.amount / 1e6 }),
              },
              { id: 'remove', name: project.name, cost: toMicros(monthly(after)), lost: null },
            ],
            reason: [...grounds, point('project-costs', figures)],
            benefits: [point('saves-project', figures)],
            risks: [point('nothing-stops')],
            against: [point('is-offline-then', figures), ...(expectsNone ? [] : [point('unlaunched')])],
            evidence: { ...blank.evidence, points: [...grounds, point('project-costs', figures)] },
            sources: dearest(today, after).flatMap(({ service, metric }) => priceSources(account, service, metric)),
            steps: { url: account.link('usage'), points: [point('pause-project', { project: project.name })] },
            confidence: expectsNone ? ('high' as const) : ('medium' as const),
            work: { hours: 0.5, who: 'developer' as const },
          },
        },
      ];
    });
  },
};

/** Prices that are named: those of the meters that most of it comes from. */
const NAMED = 3;

function dearest(today: WorkedBill, after: WorkedBill): readonly Meter[] {
  const saved = ({ service, metric }: Meter) => {
    const isOwn = (one: Meter) => one.service === service && one.metric === metric;
    return expectedCost(today, isOwn) - expectedCost(after, isOwn);
  };
  const meters = new Map((today.parts.meters ?? []).map((meter) => [`${meter.service} ${meter.metric}`, meter]));
  return [...meters.values()]
    .filter((meter) => saved(meter) > 0)
    .sort((a, b) => saved(b) - saved(a))
    .slice(0, NAMED);
}
