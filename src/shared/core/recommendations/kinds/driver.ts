import { toMicros } from '#shared/domain/money';
import type { AdvicePoint, AskedFigure, Doer, WeighedAlternative } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts } from '../facts';
import { type AdviceKind, answerTo, blankAdvice, costOf, type Finding, point, priceSources, rounded } from '../finding';
import { priorityOfSaving } from '../priority';
import { effectOf, gainOf, isBeyondNoise } from '../weigh';
import { expectedCost, expectedOf, type Meter, monthly, monthParts, withUse } from '../worlds';
import { seriesOf } from './plan-advice';

/** What makes most of a bill, and what its user could do about it. No provider tells the cause: it is asked. */
export interface Driver {
  readonly id: string;
  /** `SERVICE METRIC`, the one that costs most first. */
  readonly meters: readonly string[];
  /** The one question, with what is assumed until it is answered. */
  readonly asks: Pick<AskedFigure, 'name' | 'unit'> & {
    readonly assumed: number;
    readonly least: number;
    readonly most: number;
  };
  /** What is left of the use, by the answer. */
  readonly left: (answer: number, account: AccountFacts) => number;
  /** Other ways with what they leave, each on a condition. */
  readonly others?: readonly { readonly id: string; readonly left: number }[];
  readonly against: readonly string[];
  readonly hours: number;
  readonly who?: Doer;
  readonly applies?: (account: AccountFacts) => boolean;
  /** Share of the use from which on it is a driver; default a third. */
  readonly share?: number;
}

/** A driver makes at least this share of what is used, and doing something about it brings this much a month. */
const SHARE = 0.3;
const LEAST_GAIN = 5_000_000;
const LEAST_SHARE_OF_BILL = 0.05;

/** A kind that names a driver of the bill with its amount and asks the question that would settle it. */
export function driverKind(driver: Driver): AdviceKind {
  return {
    id: driver.id,
    find(account, facts) {
      const found =
        account.today === null || driver.applies?.(account) === false ? null : advise(account, facts, driver);
      return found === null ? [] : [found];
    },
  };
}

function advise(account: AccountFacts, facts: AdviceFacts, driver: Driver): Finding | null {
  const { today } = account;
  if (today === null) {
    return null;
  }
  const isOwn = ({ service, metric }: Meter) => driver.meters.includes(`${service} ${metric}`);
  const cost = expectedCost(today, isOwn);
  const { use, credit } = monthParts(today);
  const share = use <= 0 ? 0 : (cost * 1e6) / use;
  const key = `${account.connectionId}/driver/${driver.meters[0]}`;
  const told = answerTo(facts, key, driver.asks.name, driver.asks.assumed);
  const left = driver.left(told.value, account);
  const worldAt = (factor: number) => withUse(today, (meter) => (isOwn(meter) ? factor : 1));
  const after = worldAt(left);
  const gain = gainOf(today, after);
  const bill = toMicros(monthly(today));
  const isLarge = gain.amount >= Math.max(LEAST_GAIN, LEAST_SHARE_OF_BILL * bill);
  if (share < (driver.share ?? SHARE) || !isLarge || !isBeyondNoise(gain, bill)) {
    return null;
  }
  const [service = '', metric = ''] = (driver.meters.find((one) => expectedCost(today, isNamed(one)) > 0) ?? '').split(
    ' ',
  );
  const title = account.titleOf(service, metric);
  const quantity = rounded(expectedOf(today, isNamed(`${service} ${metric}`)));
  const figures = {
    ...{
      metric: title,
      cost,
      share,
      quantity,
      unit: account.uses.find((one) => one.service === service && one.metric === metric)?.unit ?? 'count',
    },
    ...{ answer: told.value, saving: gain.amount / 1e6, bill: monthly(after) },
  };
  const most = cost <= 0 || credit <= 0 ? 1 : Math.max(0, use - credit) / 1e6 / cost;
  const priority = priorityOfSaving(gain.amount);
  const blank = blankAdvice(account, facts, {
    ...{ key, kind: driver.id, aim: 'saving' },
    change: { kind: 'use', service, metric, project: null, factor: left },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  return {
    after,
    sure: !told.assumed,
    advice: {
      ...blank,
      ...{ service, metric },
      names: { ...blank.names, metric: title },
      ...{ cost: costOf(today, after), gain, effect: effectOf(today, after, driver.meters) },
      alternatives: [
        { id: 'stay', name: title, cost: bill, lost: point('dearer', { by: gain.amount / 1e6 }) },
        { id: driver.id, name: title, cost: toMicros(monthly(after)), lost: null },
        ...(driver.others ?? []).map(
          (other): WeighedAlternative => ({
            ...{ id: other.id, name: title, cost: toMicros(monthly(worldAt(other.left))) },
            lost: point('only-if', { condition: other.id, cost: monthly(worldAt(other.left)) }),
          }),
        ),
      ],
      reason: [
        point('driver', figures),
        point(`${driver.id}-cause`, figures),
        point(told.assumed ? `${driver.id}-if` : `${driver.id}-then`, figures),
      ],
      benefits: [point('saves-driver', figures)],
      risks: [point('nothing-stops'), point('driver-goes-on', figures)],
      against: [
        ...driver.against.map((code): AdvicePoint => point(code, figures)),
        ...(most < 1 ? [point('credit-takes-rest', { share: most, metric: title })] : []),
      ],
      evidence: { ...blank.evidence, series: seriesOf(account, service, metric), points: [point('driver', figures)] },
      sources: priceSources(account, service, metric),
      steps: { url: account.link('usage'), points: [point(`${driver.id}-do`, figures)] },
      confidence: told.assumed ? 'low' : 'medium',
      work: { hours: driver.hours, who: driver.who ?? 'developer' },
      question: {
        code: driver.asks.name,
        figures: [
          {
            name: driver.asks.name,
            unit: driver.asks.unit,
            ...{ value: told.value, assumed: told.assumed, least: driver.asks.least, most: driver.asks.most },
          },
        ],
      },
    },
  };
}

function isNamed(name: string): (meter: Meter) => boolean {
  return ({ service, metric }) => `${service} ${metric}` === name;
}
