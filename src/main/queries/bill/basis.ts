import type { ReadStore } from '#main/store/read-store';
import { type BilledConnection, billedConnections, type CostDays, costDays } from '#shared/core/costs/billing-days';
import { type Outlook, outlookOf } from '#shared/core/costs/outlook';
import type { PlanStretch } from '#shared/core/costs/period-costs';
import type { Connection } from '#shared/domain/connection';
import type { UsageRow } from '#shared/domain/cost';
import { type Instant, MINUTE } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import type { Sample } from '#shared/domain/series';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { readQuantities } from '../usage/metric-quantities';
import { planStretches } from './plans';
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
  readonly outlook: Outlook<BilledMetric>;
}

/** An expected rest is worked out anew this often even where nothing was read. Seconds. */
const FRESH_FOR = 5 * MINUTE;

interface Kept {
  readonly fingerprint: string;
  readonly list: PriceList;
  readonly basis: CostBasis;
}

const kept = new WeakMap<ReadStore, Map<string, Kept>>();

/**
 * The basis of every billed connection, or of one. It is kept while neither readings, limits, prices
 * nor plans change, so that a person who tries one change after the other is answered at once.
 */
export async function readCostBases(
  parts: PricedParts,
  connectionId?: string,
  known?: ConnectionRows,
): Promise<readonly CostBasis[]> {
  const [list, rows] = await Promise.all([parts.prices(), known ?? readConnectionRows(parts)]);
  const all = rows.connections;
  const wanted = billedConnections(all).filter(({ id }) => connectionId === undefined || id === connectionId);
  const latest = await readLatest(parts, rows, wanted);
  const bases = kept.get(parts.store) ?? new Map<string, Kept>();
  kept.set(parts.store, bases);
  return Promise.all(
    wanted.map(async (connection) => {
      const fingerprint = fingerprintOf(parts, connection, rows, latest);
      const before = bases.get(connection.id);
      if (before?.fingerprint === fingerprint && before.list === list) {
        return before.basis;
      }
      const basis = await readBasis(parts, list, connection, rows);
      bases.set(connection.id, { fingerprint, list, basis });
      return basis;
    }),
  );
}

/** The newest samples of the accounts: projects are read together with theirs, which has a newer figure in every cycle. */
function readLatest(
  { store }: PricedParts,
  { series }: ConnectionRows,
  wanted: readonly Connection[],
): Promise<ReadonlyMap<number, Sample>> {
  const ids = new Set(wanted.map(({ id }) => id));
  const whole = series.filter(({ connectionId, projectId }) => ids.has(connectionId) && projectId === null);
  return store.samples.latest(whole.map(({ id }) => id));
}

function fingerprintOf(
  { clock }: PricedParts,
  connection: Connection,
  rows: ConnectionRows,
  all: ReadonlyMap<number, Sample>,
): string {
  const series = rows.series.filter(({ connectionId }) => connectionId === connection.id);
  const limits = rows.limits.filter(({ connectionId }) => connectionId === connection.id);
  const latest = series.map(({ id }) => [id, all.get(id)]);
  const anchors = rows.connections.map(({ id, billing, billingAnchor, settings }) => [
    id,
    billing,
    billingAnchor,
    settings,
  ]);
  const marks = limits.map(({ metric, value, window, enabled }) => [metric, value, window, enabled]);
  return JSON.stringify([Math.floor(clock.now() / FRESH_FOR), latest, anchors, marks]);
}

async function readBasis(
  parts: PricedParts,
  list: PriceList,
  connection: BilledConnection,
  rows: ConnectionRows,
): Promise<CostBasis> {
  const now = parts.clock.now();
  const period = costDays(list, connection, rows.connections, now);
  const quantities = await readQuantities(parts, { connectionIds: [connection.id], rows });
  const plans = planStretches(rows.plans.get(connection.id) ?? [], connection, period.days);
  const measured = await readMeasuredUsage(parts, list, connection, period, { quantities, series: rows.series });
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
