import type { ReadStore } from '#main/store/read-store';
import { daySpanOf } from '#shared/core/calendar/calendar';
import { staleFrom } from '#shared/core/standing/freshness';
import { inOrder } from '#shared/core/standing/order';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing, Standings } from '#shared/domain/standing';
import { readConnectionRows } from '../connections/connection-rows';
import { readSettings } from '../home/settings';
import type { ReadParts } from '../read-parts';
import { isShown } from '../usage/metric-quantities';
import { readMetricStates } from './metric-states';
import { readOrderBefore } from './order-before';

/** What standings are read from. */
type Parts = ReadParts;

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
 * `data_version` for what other processes wrote and `total_changes` for this one (`store.revision()`). While that
 * stays, the same answer holds until its `validUntil`, and asking again costs nothing.
 */
export async function readStandings(parts: Parts): Promise<Standings> {
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

async function workOut(parts: Parts, now: Instant, revision: number): Promise<Standings> {
  const [rows, { intervalMinutes }, before] = await Promise.all([
    readConnectionRows(parts),
    readSettings(parts.store),
    readOrderBefore(parts.store),
  ]);
  const [states, others] = await Promise.all([
    readMetricStates(parts, { rows, intervalMinutes }),
    readMetricStates(parts, { rows, intervalMinutes, others: true }),
  ]);
  const list = inOrder(
    [...states, ...others].filter(isShown).map(({ standing }) => standing),
    before,
  );
  return { list, revision, asOf: now, validUntil: validUntil(list, now, intervalMinutes) };
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
