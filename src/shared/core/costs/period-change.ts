import type { CostLine, PeriodCosts, UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import { addDays, daysBetween } from '../calendar/calendar';
import { allocate } from './allocate';
import { type PeriodUsage, periodCosts } from './period-costs';

/** How the use of one metric by one project changed: mean quantities a day. */
export interface MeteredChange {
  readonly service: string;
  readonly metric: string;
  /** Null: what no project explains. */
  readonly project: string | null;
  readonly before: number;
  readonly after: number;
}

/** What one metric of one project adds to the change of a period's cost. */
export interface PeriodChangePart {
  readonly service: string;
  readonly metric: string;
  readonly project: string | null;
  /** Before the included credit. */
  readonly charge: Micros;
  /** What is left of `charge` to pay. */
  readonly due: Micros;
}

/** A period's cost as it comes to now, and as it would without the change. */
export interface PeriodChange {
  readonly now: Micros;
  readonly before: Micros;
  readonly parts: readonly PeriodChangePart[];
  /** Fee, credit and prices of another plan since then. `now - before` is this plus all parts' `due`. */
  readonly plan: Micros;
}

/**
 * What a change of use since `since` does to the cost of a billing period, as an exact split.
 *
 * The period is priced three times by `periodCosts`: as it is (`usage` holds the whole period, its
 * expected rest included), with the use as before the change, and with the plan as before too. Use as
 * before is each metric's use since then in the proportion of the means, where it rose, and with the mean
 * change a day added, where it fell.
 * The difference of the first two is split by metric where it arises, the credit's part in proportion to
 * the charges that it pays, and by project in proportion to the change of quantity. The known parts of a
 * cost count (`atLeast`), on both sides alike.
 */
export function periodChange(
  list: PriceList,
  usage: PeriodUsage,
  since: Day,
  changes: readonly MeteredChange[],
): PeriodChange {
  const byMetric = groupChanges(changes);
  const rows = asBefore(usage, since, byMetric);
  const now = periodCosts(list, usage);
  const same = periodCosts(list, { ...usage, rows });
  // A plan that began the day before may be what shows on `since`.
  const plans = usage.plans.filter(({ from }, index) => index === 0 || from < addDays(since, -1));
  const before = plans.length === usage.plans.length ? same : periodCosts(list, { ...usage, plans, rows });
  return {
    now: now.atLeast,
    before: before.atLeast,
    parts: splitByProject(splitByMetric(now, same), byMetric),
    plan: same.atLeast - before.atLeast,
  };
}

type ByMetric = ReadonlyMap<string, readonly MeteredChange[]>;

function groupChanges(changes: readonly MeteredChange[]): ByMetric {
  const groups = new Map<string, MeteredChange[]>();
  for (const change of changes) {
    const key = summaryKey(change.service, change.metric);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return groups;
}

function asBefore({ period, rows }: PeriodUsage, since: Day, byMetric: ByMetric): readonly UsageRow[] {
  const from = since < period.start ? period.start : since;
  const days = Math.max(0, daysBetween(from, period.end));
  const others = rows.filter((row) => !byMetric.has(summaryKey(row.service, row.metric)) || row.day < from);
  const changed = [...byMetric.values()].flatMap((changes) => {
    const [first] = changes;
    const own = rows.filter((row) => row.service === first?.service && row.metric === first.metric && row.day >= from);
    const used = own.reduce((sum, row) => sum + row.quantity, 0);
    const before = changes.reduce((sum, change) => sum + change.before, 0);
    const after = changes.reduce((sum, change) => sum + change.after, 0);
    // The expected rest hardly follows a fresh change: a share of it stays sound where a fixed amount may exceed it.
    const left = after > before ? used * (before / after) : used + (before - after) * days;
    const scale = left / used;
    // Next to nothing cannot be scaled up to something.
    if (Number.isFinite(scale)) {
      return own.map((row) => ({ ...row, quantity: row.quantity * scale }));
    }
    return first === undefined || left === 0 ? [] : evenly(first, from, days, left);
  });
  return [...others, ...changed];
}

/** What is no longer used would have been used day by day. */
function evenly({ service, metric }: MeteredChange, from: Day, days: number, quantity: number): UsageRow[] {
  return Array.from({ length: days }, (_, at) => ({
    service,
    metric,
    project: null,
    region: null,
    day: addDays(from, at),
    quantity: quantity / days,
  }));
}

interface MetricChange {
  readonly key: string;
  readonly charge: Micros;
  readonly due: Micros;
}

function splitByMetric(now: PeriodCosts, same: PeriodCosts): readonly MetricChange[] {
  const charges = new Map<string, { charge: Micros; creditable: boolean }>();
  const add = (lines: readonly CostLine[], sign: number) => {
    for (const line of lines) {
      if (line.tier !== 'fee' && line.tier !== 'credit') {
        const key = summaryKey(line.service, line.metric);
        const known = charges.get(key) ?? { charge: 0, creditable: line.creditable };
        charges.set(key, { ...known, charge: known.charge + sign * (line.amount ?? 0) });
      }
    }
  };
  add(now.lines, 1);
  add(same.lines, -1);
  const all = [...charges].map(([key, { charge, creditable }]) => ({ key, charge, creditable }));
  const covered = allocate(
    now.credit.used - same.credit.used,
    all.map(({ charge, creditable }) => (creditable ? charge : 0)),
  );
  return all.map(({ key, charge }, index) => ({ key, charge, due: charge - (covered[index] ?? 0) }));
}

function splitByProject(metrics: readonly MetricChange[], byMetric: ByMetric): readonly PeriodChangePart[] {
  return metrics.flatMap(({ key, charge, due }) => {
    const changes = byMetric.get(key);
    if (changes === undefined) {
      return [];
    }
    const weights = changes.map(({ before, after }) => after - before);
    const charged = allocate(charge, weights);
    const owed = allocate(due, weights);
    return changes.map(({ service, metric, project }, index) => ({
      service,
      metric,
      project,
      charge: charged[index] ?? 0,
      due: owed[index] ?? 0,
    }));
  });
}
