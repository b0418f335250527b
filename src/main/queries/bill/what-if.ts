import { dayOf } from '#shared/core/calendar/calendar';
import { billedConnections } from '#shared/core/costs/billing-days';
import { outlookOf } from '#shared/core/costs/outlook';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import type { WhatIfSide } from '#shared/core/costs/what-if';
import type { WhatIfBase } from '#shared/core/costs/what-if-base';
import type { Change } from '#shared/core/costs/what-if-changes';
import { findPlan } from '#shared/core/pricing/look-up';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { formatQuantity } from '#shared/format/quantity';
import type { WhatIfView } from '#shared/ipc/costs';
import type { PricedParts } from '../read-parts';
import { readModelUse } from './ai';
import { type CostBasis, readCostBases } from './basis';
import { noBill } from './costs';
import { type BilledMetric, oneMeasureEach, planLists } from './usage';
import { metricTitle } from './words';

/**
 * The period at its expected end, looked at differently: `traffic=2,plan=pro`. Worked out with the
 * functions that price it as it is. Refused with `invalid-input` for a change that is not understood or
 * a plan that the price list does not have.
 */
export async function readWhatIf(parts: PricedParts, connectionId: string, text: string): Promise<Result<WhatIfView>> {
  const changes = parseWhatIf(text);
  if (!changes.ok) {
    return changes;
  }
  const [basis] = await readCostBases(parts, connectionId);
  if (basis === undefined) {
    return fail(noBill);
  }
  const refused = refusal(basis, changes.value);
  if (refused !== null) {
    return fail(refused);
  }
  // A model is swapped wherever it is used: the accounts of AI come with the question.
  const swaps = changes.value.some(({ kind }) => kind === 'model');
  const models = await readModelUse(parts, swaps ? null : connectionId);
  return succeed(
    await answer(parts, { basis, models, cacheHitRatio: await readCacheHits(parts, basis) }, changes.value),
  );
}

/** A connection's period with what is known beside its quantities. */
interface Known extends Pick<WhatIfBase, 'models' | 'cacheHitRatio'> {
  readonly basis: CostBasis;
}

/** The share of the period's requests that the cache answered; null where the provider does not tell them apart. */
async function readCacheHits(parts: PricedParts, { connection, period }: CostBasis): Promise<number | null> {
  const series = (await parts.store.samples.listSeries(connection.id)).filter(({ projectId }) => projectId === null);
  const sumOf = async (name: string): Promise<number> => {
    const found = series.find(({ service, metric }) => service === 'VERCEL_EDGE' && metric === name);
    if (found === undefined) return 0;
    const [sum] = await parts.store.samples.sums([{ seriesId: found.id, range: period.span }]);
    return sum?.value ?? 0;
  };
  const [hits, all] = [await sumOf('CACHED_REQUESTS'), await sumOf('EDGE_REQUESTS')];
  return all === 0 || hits === 0 ? null : Math.min(1, hits / all);
}

async function answer(parts: PricedParts, known: Known, changes: readonly Change[]): Promise<WhatIfView> {
  const { basis } = known;
  // The prices of AI models come with it, which a window does not need at its start.
  const { whatIf } = await import('#shared/core/costs/what-if');
  const base = baseOf(known, basis.metrics);
  const metrics = measuresAfter(basis, changes);
  const same = whatIf(basis.list, base, changes);
  const other = metrics === basis.metrics ? same : whatIf(basis.list, baseOf(known, metrics), changes);
  const { today } = same;
  const { then, assumptions } = other;
  const difference = today.total === null || then.total === null ? null : then.total - today.total;
  const planOf = (plan: string) => findPlan(basis.list, base.plan.provider, plan, base.plan.day)?.name ?? plan;
  return {
    changes: changes.map(changeText),
    today: { planName: planOf(base.plan.plan), ...sideView(today) },
    changed: { planName: planOf(then.plan.plan), ...sideView(then) },
    difference: difference === null ? null : fromMicros(difference),
    lines: linesOf(parts, basis, today, then),
    notes: [
      basis.period.rolls ? 'for 30 days of use' : 'for the whole period, with its expected rest',
      ...assumptions,
      ...notSoldNotes(parts, basis, then),
      ...then.plan.unknown.map(({ reason }) => reason),
    ],
  };
}

/** The whole period at its expected end, on the plan of today. */
function baseOf({ basis, models, cacheHitRatio }: Known, metrics: readonly BilledMetric[]): WhatIfBase {
  const { connection, period, now, plans } = basis;
  // Where the tokens are known they are priced: the provider's sum of the same money is not added to them.
  const billed = models.length === 0 ? metrics : metrics.filter(({ counting }) => counting !== 'spend');
  const outlook = billed === basis.metrics ? basis.outlook : outlookOf(billed, period, now);
  const { buildMachine, region } = plans.at(-1) ?? {};
  return {
    plan: {
      provider: connection.billing.provider,
      plan: connection.billing.plan,
      day: dayOf(now, period.zone),
      ...(buildMachine === undefined ? {} : { buildMachine }),
      ...(region === undefined ? {} : { region }),
    },
    rows: [...billed.flatMap((metric) => metric.rows), ...outlook.rest('q50')],
    models,
    cacheHitRatio,
  };
}

/** What the changed world bills: a plan its own measures, and a machine its minutes instead of CPU minutes. */
function measuresAfter(
  { list, connection, now, period, metrics, measured }: CostBasis,
  changes: readonly Change[],
): readonly BilledMetric[] {
  const byMachine = changes.some((change) => change.kind === 'build-machine');
  if (!byMachine && !changes.some((change) => change.kind === 'plan')) {
    return metrics;
  }
  const plan = changes.findLast((change) => change.kind === 'plan')?.plan ?? connection.billing.plan;
  const lists = planLists(list, connection.billing.provider, plan, dayOf(now, period.zone));
  const after = oneMeasureEach(
    measured,
    (service, metric) =>
      lists(service, metric) && !(byMachine && service === 'VERCEL_BUILD' && metric !== 'BUILD_MINUTES'),
  );
  const isSame = after.length === metrics.length && after.every((metric, at) => metric === metrics[at]);
  return isSame ? metrics : after;
}

function refusal({ list, connection, now, period }: CostBasis, changes: readonly Change[]): Failure | null {
  const day = dayOf(now, period.zone);
  const { provider } = connection.billing;
  for (const change of changes) {
    if (change.kind === 'plan' && findPlan(list, provider, change.plan, day) === null) {
      return unknownName(
        'plan',
        change.plan,
        list.plans.filter((one) => one.provider === provider).map((one) => one.plan),
      );
    }
    if (change.kind === 'build-machine' && !list.buildMachines.some(({ machine }) => machine === change.machine)) {
      return unknownName(
        'build machine',
        change.machine,
        list.buildMachines.map(({ machine }) => machine),
      );
    }
    if (change.kind === 'region' && !regionsOf(list, provider).includes(change.region)) {
      return unknownName('region', change.region, regionsOf(list, provider));
    }
  }
  return null;
}

/** The regions and build machines that a what-if can name; empty for a provider that has no prices by them. */
export async function readWhatIfChoices(
  parts: PricedParts,
  connectionId: string,
): Promise<Result<{ regions: string[]; buildMachines: string[] }>> {
  const connection = billedConnections(await parts.store.connections.list()).find(({ id }) => id === connectionId);
  if (connection === undefined) {
    return fail(noBill);
  }
  const list = await parts.prices();
  const { provider } = connection.billing;
  const isBuilt = list.limits.some((entry) => entry.provider === provider && entry.beyond === 'by-machine');
  return succeed({
    regions: regionsOf(list, provider),
    buildMachines: isBuilt ? list.buildMachines.map(({ machine }) => machine) : [],
  });
}

function regionsOf(list: PriceList, provider: string): string[] {
  const own = list.limits.filter((entry) => entry.provider === provider).map((entry) => entry.region);
  const there = list.regionalPrices.filter((price) => price.provider === provider).map((price) => price.region);
  return [...new Set([...own, ...there])].filter((region) => region !== null).sort();
}

function unknownName(kind: string, name: string, known: readonly string[]): Failure {
  return {
    code: 'invalid-input',
    message: `The price list has no ${kind} "${name}".`,
    action:
      known.length === 0 ? `It has no prices by ${kind} for this provider.` : `Choose one of: ${known.join(', ')}.`,
    retryable: false,
  };
}

function sideView(side: WhatIfSide): { total: number | null; atLeast: number } {
  return {
    total: side.total === null ? null : fromMicros(side.total),
    atLeast: fromMicros(side.plan.atLeast + (side.models ?? 0)),
  };
}

function linesOf(
  parts: PricedParts,
  { connection }: CostBasis,
  today: WhatIfSide,
  then: WhatIfSide,
): WhatIfView['lines'] {
  const before = amountsOf(today);
  const after = amountsOf(then);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .map((key) => {
      const [service = '', metric = ''] = key.split(' ');
      return {
        title: metricTitle(parts, connection.provider, service, metric),
        today: inUnits(before.get(key)),
        changed: inUnits(after.get(key)),
      };
    })
    .filter((line) => line.today !== 0 || line.changed !== 0)
    .sort((a, b) => Math.abs((b.changed ?? 0) - (b.today ?? 0)) - Math.abs((a.changed ?? 0) - (a.today ?? 0)));
}

/** Amount by `SERVICE METRIC`; null where a part of it is not known. */
function amountsOf({ plan }: WhatIfSide): Map<string, Micros | null> {
  const amounts = new Map<string, Micros | null>();
  for (const { service, metric, amount } of plan.components) {
    const key = `${service} ${metric}`;
    const sum = amounts.has(key) ? (amounts.get(key) ?? null) : 0;
    amounts.set(key, sum === null || amount === null ? null : sum + amount);
  }
  return amounts;
}

/** What one side does not have costs nothing there. */
function inUnits(amount: Micros | null | undefined): number | null {
  return amount === null ? null : fromMicros(amount ?? 0);
}

/** A plan that sells no more than it includes is not cheap, it stops: that has to be said beside its price. */
function notSoldNotes(parts: PricedParts, { connection }: CostBasis, { plan }: WhatIfSide): string[] {
  return plan.components
    .filter((part) => part.tier === 'not-sold')
    .map((part) => {
      const title = metricTitle(parts, connection.provider, part.service, part.metric);
      const { quantity, included, unit } = part;
      return `${title}: ${formatQuantity(quantity, unit)} expected, ${formatQuantity(included, unit)} included, and the plan sells no more`;
    });
}

function changeText(change: Change): string {
  switch (change.kind) {
    case 'traffic':
      return `traffic × ${change.factor}`;
    case 'plan':
      return `plan ${change.plan}`;
    case 'region':
      return `region ${change.region}`;
    case 'build-machine':
      return `build machine ${change.machine}`;
    case 'images':
      return `images × ${change.factor}`;
    case 'cache-hits':
      return `cache hits ${change.points < 0 ? '−' : '+'}${Math.abs(change.points)} points`;
    case 'model':
      return `${change.to} instead of ${change.from}`;
  }
}
