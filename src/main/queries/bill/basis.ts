import type { Store } from '#main/store/store';
import type { PlanStretch } from '#shared/core/costs/period-costs';
import type { Connection } from '#shared/domain/connection';
import type { UsageRow } from '#shared/domain/cost';
import { type Instant, MINUTE } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import type { PricedParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { type Outlook, outlookOf } from './outlook';
import { type BilledConnection, billedConnections, type CostDays, costDays } from './period';
import { readPlanStretches } from './plans';
import { type BilledMetric, oneMeasureEach, readMeasuredUsage } from './usage';

/** What every figure about a connection's costs is worked out from. */
export interface CostBasis {
  readonly connection: BilledConnection;
  readonly list: PriceList;
  readonly now: Instant;
  readonly period: CostDays;
  readonly plans: readonly PlanStretch[];
  /** What is billed, one measure and one source each. */
  readonly metrics: readonly BilledMetric[];
  /** All that is measured, with the second measures that another plan may bill. */
  readonly measured: readonly BilledMetric[];
  /** Use so far of the whole account. */
  readonly accountRows: readonly UsageRow[];
  /** The same, attributed to projects. */
  readonly rows: readonly UsageRow[];
  readonly outlook: Outlook;
}

/** An expected rest is worked out anew this often even where nothing was read. Seconds. */
const FRESH_FOR = 5 * MINUTE;

interface Kept {
  readonly fingerprint: string;
  readonly list: PriceList;
  readonly basis: CostBasis;
}

const kept = new WeakMap<Store, Map<string, Kept>>();

/**
 * The basis of every billed connection, or of one. It is kept while neither readings, limits, prices
 * nor plans change, so that a person who tries one change after the other is answered at once.
 */
export async function readCostBases(parts: PricedParts, connectionId?: string): Promise<readonly CostBasis[]> {
  const [list, all] = await Promise.all([parts.prices(), parts.store.connections.list()]);
  const wanted = billedConnections(all).filter(({ id }) => connectionId === undefined || id === connectionId);
  const bases = kept.get(parts.store) ?? new Map<string, Kept>();
  kept.set(parts.store, bases);
  return Promise.all(
    wanted.map(async (connection) => {
      const fingerprint = await fingerprintOf(parts, connection, all);
      const known = bases.get(connection.id);
      if (known?.fingerprint === fingerprint && known.list === list) {
        return known.basis;
      }
      const basis = await readBasis(parts, list, connection, all);
      bases.set(connection.id, { fingerprint, list, basis });
      return basis;
    }),
  );
}

async function fingerprintOf(parts: PricedParts, connection: Connection, all: readonly Connection[]): Promise<string> {
  const { store, clock } = parts;
  const [series, limits] = await Promise.all([
    store.samples.listSeries(connection.id),
    store.limits.list(connection.id),
  ]);
  // Projects are read together with their account, which has a newer figure in every cycle.
  const whole = series.filter(({ projectId }) => projectId === null);
  const latest = await store.samples.latest(whole.map(({ id }) => id));
  const anchors = all.map(({ id, billing, billingAnchor, settings }) => [id, billing, billingAnchor, settings]);
  const marks = limits.map(({ metric, value, window, enabled }) => [metric, value, window, enabled]);
  return JSON.stringify([Math.floor(clock.now() / FRESH_FOR), series.length, [...latest], anchors, marks]);
}

async function readBasis(
  parts: PricedParts,
  list: PriceList,
  connection: BilledConnection,
  all: readonly Connection[],
): Promise<CostBasis> {
  const now = parts.clock.now();
  const period = costDays(list, connection, all, now);
  const states = await readMetricStates(parts, { connectionIds: [connection.id] });
  const [plans, measured] = await Promise.all([
    readPlanStretches(parts.store, connection, period.days),
    readMeasuredUsage(parts, list, connection, period, states),
  ]);
  const metrics = oneMeasureEach(measured);
  return {
    connection,
    list,
    now,
    period,
    plans,
    metrics,
    measured,
    accountRows: metrics.flatMap((metric) => metric.rows),
    rows: metrics.flatMap((metric) => metric.byProject),
    outlook: outlookOf(metrics, period, now),
  };
}
