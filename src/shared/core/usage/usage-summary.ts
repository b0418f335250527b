import type { DaysToLimit } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { summaryKey } from '#shared/domain/service';
import type { Standing } from '#shared/domain/standing';
import type { UsageSummary } from '#shared/domain/usage';
import { summarize, usagePercent } from './usage-entry';

/** What is known of one metric of one connection, whatever it is held against. */
export interface UsageRow {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  readonly current: number | null;
  readonly asOf: Instant | null;
  readonly outlook: string;
  readonly note: string;
}

/** A summary line of every row, by `SERVICE_METRIC`, as the metric's first limit in `list`, the one order, stands at `now`. */
export function usageSummary(rows: readonly UsageRow[], list: readonly Standing[], now: Instant): UsageSummary {
  return summarize(
    rows.map((row) => {
      const standing = firstOf(list, row);
      const used = standing === null ? row.current : standing.used;
      const limit = standing?.limit ?? null;
      return {
        key: summaryKey(row.service, row.metric),
        current: used === null ? null : Number(used.toFixed(6)),
        limit,
        percent: usagePercent(used, limit),
        unit: row.unit,
        asOf: standing === null ? row.asOf : standing.asOf,
        daysToLimit: standing === null ? null : daysOf(standing, now),
        probability: standing?.probability ?? null,
        outlook: row.outlook,
        connectionId: row.connectionId,
        note: row.note,
      };
    }),
  );
}

function firstOf(list: readonly Standing[], { connectionId, service, metric }: UsageRow): Standing | null {
  const own = list.filter(
    (one) =>
      one.scope.kind === 'connection' &&
      one.scope.connectionId === connectionId &&
      one.service === service &&
      one.metric === metric,
  );
  return own.find(({ limit }) => limit !== null) ?? own[0] ?? null;
}

function daysOf({ expected }: Standing, now: Instant): DaysToLimit | null {
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  return expected && { q10: days(expected.q10), q50: days(expected.q50), q90: days(expected.q90) };
}
