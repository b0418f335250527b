import { toMicros } from '#shared/domain/money';
import type { AccountFacts, AdviceFacts, DatabaseUse } from '../facts';
import { type AdviceKind, answerTo, blankAdvice, costOf, type Finding, point, priceSources, rounded } from '../finding';
import { misfitOf } from '../fits';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf, isBeyondNoise } from '../weigh';
import { expectedOf, monthly, withUse } from '../worlds';
import { seriesOf } from './plan-advice';

const SERVICE = 'NEON_POSTGRES';
const COMPUTE = 'COMPUTE_CU_HOURS';
/** A database that sends less than this in 30 days is read by nobody: a megabyte. */
const SENDS = 1e6;
/** Days without a pause look alike: the smallest has at least this share of the largest. */
const NEVER_SLEEPS = 0.9;
/** Hours a month that it would be awake, until the person tells. */
const AWAKE = 30;
const FEWEST_DAYS = 14;

/** A database that runs day and night and sends nothing: it could sleep until somebody asks it. */
export const idleDatabase: AdviceKind = {
  id: 'idle-database',
  find: (account, facts) =>
    account.databases.flatMap((database) => [sleep(account, facts, database)].filter((one) => one !== null)),
};

function sleep(account: AccountFacts, facts: AdviceFacts, database: DatabaseUse): Finding | null {
  const { today } = account;
  const { sentBytes, leastDay, mostDay, days, compute } = database;
  const isIdle = sentBytes < SENDS && days >= FEWEST_DAYS;
  const runsOn = mostDay > 0 && leastDay >= NEVER_SLEEPS * mostDay;
  if (today === null || !isIdle || !runsOn) {
    return null;
  }
  const key = `${account.connectionId}/sleep/${database.project}`;
  const told = answerTo(facts, key, 'awake-hours', AWAKE);
  const hours = (today.bill.period.end - today.bill.period.start) / 3600;
  const isCompute = ({ service, metric }: { service: string; metric: string }) =>
    service === SERVICE && metric === COMPUTE;
  const whole = expectedOf(today, isCompute);
  const left = compute * Math.min(1, told.value / hours);
  if (whole <= 0 || compute <= left) {
    return null;
  }
  const factor = Math.max(0, (whole - compute + left) / whole);
  const after = withUse(today, (meter) => (isCompute(meter) ? factor : 1));
  const gain = gainOf(today, after);
  if (!isBeyondNoise(gain, toMicros(monthly(today)))) {
    return null;
  }
  const priority = priorityOfSaving(gain.amount);
  const blank = blankAdvice(account, facts, {
    ...{ key, kind: 'idle-database', aim: 'saving' },
    change: { kind: 'sleep', project: database.project },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const figures = {
    ...{
      database: database.name,
      compute: rounded(compute),
      cost: database.computeCost,
      awake: told.value,
      days,
      bytes: sentBytes,
    },
    left: rounded(left),
  };
  return {
    after,
    sure: true,
    advice: {
      ...blank,
      ...{ service: SERVICE, metric: COMPUTE },
      names: { ...blank.names, metric: account.titleOf(SERVICE, COMPUTE), thing: database.name },
      ...{
        cost: costOf(today, after),
        gain,
        effect: effectOf(today, after, [`${SERVICE} ${COMPUTE} ${database.project}`]),
      },
      alternatives: [
        {
          id: 'stay',
          name: database.name,
          cost: toMicros(monthly(today)),
          lost: point('dearer', { by: gain.amount / 1e6 }),
        },
        { id: 'sleep', name: database.name, cost: toMicros(monthly(after)), lost: null },
        ...account.plans
          .filter(({ isCurrent }) => !isCurrent)
          .map((world) => ({
            ...{ id: world.record.plan, name: world.name, cost: toMicros(monthly(world.worked)) },
            lost: misfitOf(world, account, facts.now) ?? dearerBy(monthly(world.worked) - monthly(after)),
          })),
      ],
      reason: [point('never-sleeps', figures), point('sent', figures), point('asleep-free', figures)],
      benefits: [point('saves-compute', figures)],
      risks: [point('nothing-stops'), point('runs-on', figures)],
      against: [point('wakes-slowly'), point('may-be-kept-awake', figures)],
      evidence: {
        ...blank.evidence,
        series: seriesOf(account, SERVICE, COMPUTE),
        points: [point('sent', figures), point('every-day', { least: rounded(leastDay), most: rounded(mostDay) })],
      },
      sources: priceSources(account, SERVICE, COMPUTE),
      steps: { url: account.link('upgrade'), points: [point('scale-to-zero', { database: database.name })] },
      confidence: 'medium',
      work: { hours: 0.5, who: 'developer' },
      question: {
        code: 'awake-hours',
        figures: [
          {
            name: 'awake-hours',
            unit: 'hours',
            ...{ value: told.value, assumed: told.assumed, least: 0, most: Math.round(hours) },
          },
        ],
      },
    },
  };
}

function dearerBy(by: number) {
  return by > 0 ? point('dearer', { by }) : point('other-question', { by: -by });
}
