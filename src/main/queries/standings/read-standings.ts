import type { ReadStore } from '#main/store/read-store';
import { daySpanOf } from '#shared/core/calendar/calendar';
import { staleFrom } from '#shared/core/standing/freshness';
import { inOrder } from '#shared/core/standing/order';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing, Standings } from '#shared/domain/standing';
import { readConnectionRows } from '../connections/connection-rows';
import { readSettings } from '../home/settings';
import type { PricedParts } from '../read-parts';
import { isShown, type QuantityOptions } from '../usage/metric-quantities';
import { readBudgetStandings } from './budget-standings';
import { readMetricStates } from './metric-states';
import { readStopStandings } from './stop-standings';

interface Made {
  /** Of the store, as it was when they were made. */
  readonly revision: string;
  readonly standings: Promise<Standings>;
}

const made = new WeakMap<ReadStore, Made>();
/** Numbers for the revisions of all stores, in the order in which they were seen. */
let revisions = 0;

/**
 * How every limit stands, in the one order.
 *
 * Made once per revision: what stands for a counter that every write raises in its own transaction is SQLite's own,
 * `data_version` for what other connections wrote and `total_changes` for this one (`store.revision()`). While that
 * stays, the same answer holds until its `validUntil`, and asking again costs nothing.
 */
export async function readStandings(parts: PricedParts): Promise<Standings> {
  const now = parts.clock.now();
  const revision = parts.store.revision();
  const known = made.get(parts.store);
  if (known?.revision === revision) {
    const standings = await known.standings;
    // A clock that was set back makes them anew as well.
    if (now >= standings.asOf && now < standings.validUntil) {
      return standings;
    }
  }
  revisions += 1;
  const standings = workOut(parts, now, revisions);
  made.set(parts.store, { revision, standings });
  // A failure is told to those who wait for it, and is not kept for the next one.
  standings.catch(() => made.delete(parts.store));
  return standings;
}

async function workOut(parts: PricedParts, now: Instant, revision: number): Promise<Standings> {
  const [rows, { intervalMinutes }, before] = await Promise.all([
    readConnectionRows(parts),
    readSettings(parts.store),
    parts.store.verdicts.order(),
  ]);
  const [states, others] = await Promise.all([
    readMetricStates(parts, { rows, intervalMinutes }),
    readOtherStandings(parts, { rows, intervalMinutes }),
  ]);
  const known = [...states.filter(isShown).map(({ standing }) => standing), ...others];
  const stops = await readStopStandings(parts, rows, known);
  const list = inOrder([...stops, ...known], before);
  return { list, revision, asOf: now, validUntil: validUntil(list, now, intervalMinutes) };
}

/** The limits beside those of each account's plan: of projects, further ones of a metric, and budgets. */
export async function readOtherStandings(
  parts: PricedParts,
  options: Omit<QuantityOptions, 'others'> = {},
): Promise<readonly Standing[]> {
  const rows = options.rows ?? (await readConnectionRows(parts));
  const minutes = options.intervalMinutes ?? (await readSettings(parts.store)).intervalMinutes;
  const others = await readMetricStates(parts, { ...options, rows, others: true });
  const budgets = await readBudgetStandings(parts, rows, minutes);
  return [...others.filter(isShown).map(({ standing }) => standing), ...budgets];
}

/** The first moment at which time alone changes a standing: a reset, the end of a day, a reading that gets old. */
function validUntil(list: readonly Standing[], now: Instant, intervalMinutes: number): Instant {
  const zones = new Set(list.map(({ window }) => window.zone));
  const moments = list.flatMap(({ window, asOf, freshness }) => [
    ...(window.resetsAt === null ? [] : [window.resetsAt]),
    ...(asOf === null || freshness.state !== 'fresh' ? [] : [staleFrom(asOf, intervalMinutes)]),
  ]);
  const days = [...zones].map((zone) => daySpanOf(now, zone).end);
  return Math.min(now + DAY, ...[...moments, ...days].filter((moment) => moment > now));
}
