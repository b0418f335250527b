import { toMicros } from '#shared/domain/money';
import type { AccountFacts, AdviceFacts, RegionWorld } from '../facts';
import { type AdviceKind, answerTo, blankAdvice, costOf, type Finding, point } from '../finding';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf, isBeyondNoise } from '../weigh';
import { expectedCost, type Meter, monthly } from '../worlds';

/** Nobody moves functions, and what they ask, for less a month, or for less of the bill. */
const LEAST = 5_000_000;
const LEAST_SHARE = 0.05;
const MAY_MOVE = 'functions-may-move';

/** Functions that run where compute is dear. Where their users and data are no provider tells: it is asked. */
export const functionRegion: AdviceKind = {
  id: 'function-region',
  find(account, facts) {
    const { cheaperRegion } = account;
    const found = cheaperRegion === null ? null : advise(account, facts, cheaperRegion);
    return found === null ? [] : [found];
  },
};

function advise(account: AccountFacts, facts: AdviceFacts, world: RegionWorld): Finding | null {
  const { today } = account;
  const key = `${account.connectionId}/function-region`;
  const told = answerTo(facts, key, MAY_MOVE, 1);
  if (today === null || told.value < 0.5) {
    return null;
  }
  const after = world.worked;
  const gain = gainOf(today, after);
  const bill = toMicros(monthly(today));
  if (gain.amount < Math.max(LEAST, LEAST_SHARE * bill) || !isBeyondNoise(gain, bill)) {
    return null;
  }
  const isOwn = ({ service, metric }: Meter) => world.meters.includes(`${service} ${metric}`);
  const figures = {
    ...{ region: world.from, other: world.to, city: world.city, saving: gain.amount / 1e6 },
    ...{ cost: expectedCost(today, isOwn), there: expectedCost(after, isOwn) },
  };
  const priority = priorityOfSaving(gain.amount);
  const blank = blankAdvice(account, facts, {
    ...{ key, kind: 'function-region', aim: 'saving', change: { kind: 'region', from: world.from, to: world.to } },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  return {
    after,
    sure: !told.assumed,
    advice: {
      ...blank,
      names: { ...blank.names, thing: `${world.city} (${world.to})` },
      ...{ cost: costOf(today, after), gain, effect: effectOf(today, after, world.meters) },
      alternatives: [
        { id: 'stay', name: world.from, cost: bill, lost: point('dearer', { by: gain.amount / 1e6 }) },
        { id: world.to, name: `${world.city} (${world.to})`, cost: toMicros(monthly(after)), lost: null },
      ],
      reason: [point('region-costs', figures), point(told.assumed ? 'region-if' : 'region-then', figures)],
      benefits: [point('region-saves', figures)],
      risks: [point('nothing-stops'), point('region-goes-on', figures)],
      against: [point('region-latency', figures), point('region-moves-data')],
      evidence: { ...blank.evidence, points: [point('region-costs', figures)] },
      sources: world.sources,
      steps: { url: account.link('usage'), points: [point('region-do', figures)] },
      confidence: told.assumed ? 'low' : 'medium',
      work: { hours: 2, who: 'developer' },
      question: {
        code: MAY_MOVE,
        figures: [{ name: MAY_MOVE, unit: 'yes-no', value: told.value, assumed: told.assumed, least: 0, most: 1 }],
      },
    },
  };
}
