import { addDays, dayOf } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import type { CostState } from '#shared/domain/cost';
import { DAY, type Day } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import { type AccountBills, rowsBehind } from './account-bills';
import { HISTORY_DAYS, whileCharges } from './bill-parts';
import { daysOf } from './bill-period';
import { OTHER_PROJECTS, projectTitle, type Shares } from './shares';
import { serviceTitle } from './words';

type Account = BillView['accounts'][number];
type Line = Account['lines'][number];
type Share = CostsView['byService'][number];

/**
 * The bill so far under each heading: its own lines by service, project and region, and its days as the provider
 * charges them, the credit paying for the first of them. Each adds up to the bill.
 */
export async function readBilledShares(
  { context }: AccountBills,
  { lines, soFar }: Account,
  projectNames: ReadonlyMap<string, string>,
): Promise<Shares> {
  const byKey = (keyOf: (line: Line) => string | null, titleOf: (key: string | null) => string) =>
    sharesOf(lines, keyOf, titleOf);
  return {
    byService: byKey(serviceOf, (key) => serviceTitle(key ?? '')).filter(isWorthALine),
    byProject: byKey(projectOf, (key) => projectTitle(key, projectNames)),
    byRegion: byKey(
      ({ region }) => region,
      (key) => key ?? 'No region told',
    ),
    byRegionNote: '',
    byDay: await daysOfBill(context, lines, toMicros(soFar.amount)),
  };
}

/** Seats, tiers, credit, taxes: what is of no one's use. */
function isOfPlan({ kind }: Line): boolean {
  return kind !== 'usage';
}

function serviceOf(line: Line): string {
  return isOfPlan(line) ? 'PLAN' : line.service || line.product;
}

function projectOf(line: Line): string | null {
  return isOfPlan(line) ? null : (line.project ?? OTHER_PROJECTS);
}

function isWorthALine({ amount, unknown }: Share): boolean {
  return amount !== 0 || unknown > 0;
}

function sharesOf(
  lines: readonly Line[],
  keyOf: (line: Line) => string | null,
  titleOf: (key: string | null) => string,
): Share[] {
  const sums = new Map<string | null, { amount: Micros; unknown: number; state: CostState }>();
  for (const line of lines) {
    const key = keyOf(line);
    const sum = sums.get(key) ?? { amount: 0, unknown: 0, state: 'provisional' };
    sums.set(key, {
      amount: sum.amount + toMicros(line.amount ?? 0),
      unknown: sum.unknown + Number(line.amount === null),
      state: line.basis === 'metered' && !isOfPlan(line) ? 'estimate' : sum.state,
    });
  }
  return [...sums]
    .map(([key, { amount, unknown, state }]) => ({ key, title: titleOf(key), ...amounts(amount), state, unknown }))
    .sort((a, b) => b.amount - a.amount || (a.key ?? '').localeCompare(b.key ?? ''));
}

function amounts(amount: Micros) {
  const shown = fromMicros(amount);
  return { amount: shown, effectiveAmount: shown, listAmount: shown };
}

async function daysOfBill(context: AccountBills['context'], lines: readonly Line[], whole: Micros): Promise<Share[]> {
  const { parts, connection, period, now } = context;
  const behind = await rowsBehind(context);
  const days = daysOf(period);
  const from = dayOf(now - (HISTORY_DAYS + 1) * DAY, period.zone);
  const read = (first: Day) =>
    parts.store.charges.byProduct({
      connectionId: connection.id,
      source: behind?.rows.source ?? '',
      from: first,
      to: dayOf(now + DAY, period.zone),
    });
  const key = `days ${behind?.rows.source ?? ''} ${from}`;
  const rows = behind === null ? [] : await whileCharges(context, key, () => read(from));
  const own = rows.filter(({ day }) => day >= days.start && day < days.end);
  const byDay = spendByDay(own, creditOf(lines));
  const told = [...byDay.values()].reduce((sum, amount) => sum + amount, 0);
  // What no row has a day for, such as seats that the account alone tells, is charged when the period begins.
  byDay.set(days.start, (byDay.get(days.start) ?? 0) + whole - told);
  const last = dayOf(Math.min(now, period.end - 1), period.zone);
  for (let day = days.start; day <= last && day < days.end; day = addDays(day, 1)) {
    byDay.set(day, byDay.get(day) ?? 0);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, amount]) => ({ key: day, title: day, ...amounts(amount), state: 'provisional', unknown: 0 }));
}

function creditOf(lines: readonly Line[]): Micros {
  return -lines.reduce((sum, { kind, amount }) => sum + (kind === 'credit' ? toMicros(amount ?? 0) : 0), 0);
}

/** What each day adds to what is due; the credit pays for use first. */
function spendByDay(rows: readonly Charge[], credit: Micros): Map<Day, Micros> {
  const byDay = new Map<Day, Micros>();
  let left = credit;
  for (const { day, billedCost, licence, category } of rows) {
    const amount = billedCost ?? 0;
    const paid = licence || category !== 'Usage' ? 0 : Math.min(left, Math.max(0, amount));
    left -= paid;
    byDay.set(day, (byDay.get(day) ?? 0) + amount - paid);
  }
  return byDay;
}
