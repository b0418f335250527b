import { addDays, dayOf } from '#shared/core/calendar/calendar';
import { dayCount } from '#shared/core/costs/outlook';
import type { BillLine } from '#shared/domain/bill';
import type { Charge } from '#shared/domain/charge';
import type { CostState } from '#shared/domain/cost';
import { DAY, type Day } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import type { AccountBills } from './account-bills';
import { aiCostDays } from './ai-days';
import { HISTORY_DAYS, whileCharges } from './bill-parts';
import { daysOf } from './bill-period';
import { AI_PROVIDERS, quantitiesBehind, rowsBehind } from './bills-in-period';
import { type LineMeasures, measuresOfAll, type Passed } from './line-measures';
import { OTHER_PROJECTS, projectTitle, type Shares } from './shares';
import { serviceTitle } from './words';

type Account = BillView['accounts'][number];
type Line = Account['lines'][number];
type Share = CostsView['byService'][number];
type BilledAs = (product: string) => { readonly service: string; readonly metric: string } | null;

/**
 * The bill so far under each heading: its own lines by service, project and region, and its days as the provider
 * charges them, the credit paying for the first of them. Each adds up to the bill, and to what of it is used and to
 * the same at list price.
 */
export async function readBilledShares(
  { context, bills }: AccountBills,
  { lines, soFar, currency }: Account,
  projectNames: ReadonlyMap<string, string>,
): Promise<Shares> {
  const { period, now } = context;
  const passed = dayCount({ days: daysOf(period), zone: period.zone }, now);
  const own = bills.find(({ bill }) => bill.currency === currency)?.bill.lines ?? [];
  const byKey = (keyOf: (line: NamedLine) => string | null, titleOf: (key: string | null) => string) =>
    sharesOf(own, passed, keyOf, titleOf);
  return {
    byService: byKey(serviceOf, (key) => serviceTitle(key ?? '')).filter(isWorthALine),
    byProject: byKey(projectOf, (key) => projectTitle(key, projectNames)),
    byRegion: byKey(
      ({ region }) => region,
      (key) => key ?? 'No region told',
    ),
    byRegionNote: '',
    byDay: AI_PROVIDERS.includes(context.connection.provider)
      ? dayShares(await aiCostDays(context, currency, toMicros(soFar.amount)))
      : await daysOfBill(context, lines, measuresOfAll(own, passed), feesOf(own)),
  };
}

/** What tells where a line belongs. */
type NamedLine = Pick<Line, 'kind' | 'service' | 'product' | 'project' | 'region'>;

/** Seats, tiers, credit, taxes: what is of no one's use. */
function isOfPlan({ kind }: Pick<Line, 'kind'>): boolean {
  return kind !== 'usage';
}

function feesOf(lines: readonly BillLine[]): Micros {
  return lines.reduce((sum, { kind, amount }) => sum + (kind === 'fee' ? (amount ?? 0) : 0), 0);
}

function serviceOf(line: NamedLine): string {
  return isOfPlan(line) ? 'PLAN' : line.service || line.product;
}

function projectOf(line: NamedLine): string | null {
  return isOfPlan(line) ? null : (line.project ?? OTHER_PROJECTS);
}

function isWorthALine({ amount, effectiveAmount, unknown }: Share): boolean {
  return amount !== 0 || effectiveAmount !== 0 || unknown > 0;
}

function sharesOf(
  lines: readonly BillLine[],
  passed: Passed,
  keyOf: (line: NamedLine) => string | null,
  titleOf: (key: string | null) => string,
): Share[] {
  const groups = new Map<string | null, BillLine[]>();
  for (const line of lines) {
    groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  }
  return [...groups]
    .map(([key, own]) => ({
      ...{ key, title: titleOf(key), ...inMainUnits(measuresOfAll(own, passed)) },
      state: stateOf(own),
      unknown: own.filter(({ amount }) => amount === null).length,
    }))
    .sort((a, b) => b.amount - a.amount || (a.key ?? '').localeCompare(b.key ?? ''));
}

function stateOf(lines: readonly BillLine[]): CostState {
  return lines.some((line) => line.basis === 'metered' && !isOfPlan(line)) ? 'estimate' : 'provisional';
}

function inMainUnits({ amount, effectiveAmount, listAmount }: LineMeasures): LineMeasures {
  return {
    amount: fromMicros(amount),
    effectiveAmount: fromMicros(effectiveAmount),
    listAmount: fromMicros(listAmount),
  };
}

async function daysOfBill(
  context: AccountBills['context'],
  lines: readonly Line[],
  whole: LineMeasures,
  fees: Micros,
): Promise<Share[]> {
  const { parts, connection, period, now } = context;
  const [behind, quantities] = await Promise.all([rowsBehind(context), quantitiesBehind(context)]);
  const source = behind?.rows.source ?? quantities?.source ?? null;
  const days = daysOf(period);
  const from = dayOf(now - (HISTORY_DAYS + 1) * DAY, period.zone);
  const read = (from: Day, source: string) =>
    parts.store.charges.byProduct({ connectionId: connection.id, source, from, to: dayOf(now + DAY, period.zone) });
  const rows = source === null ? [] : await whileCharges(context, `days ${source} ${from}`, () => read(from, source));
  const own = rows.filter(({ day }) => day >= days.start && day < days.end);
  const billedAs = parts.catalog.descriptor(connection.provider)?.billedAs ?? (() => null);
  const byDay = behind === null ? shareByDay(own, lines, billedAs) : spendByDay(own, creditOf(lines));
  const use = behind === null ? new Map(byDay) : spendByDay(own.filter(isUse), 0);
  const feeDays = spendByDay(behind === null ? [] : own.filter(isFee), 0);
  feeDays.set(days.start, (feeDays.get(days.start) ?? 0) + fees - sumOf([...feeDays.values()]));
  const told = sumOf([...byDay.values()]);
  // What no row has a day for, such as seats that the account alone tells, is charged when the period begins.
  byDay.set(days.start, (byDay.get(days.start) ?? 0) + whole.amount - told);
  const last = dayOf(Math.min(now, period.end - 1), period.zone);
  for (let day = days.start; day <= last && day < days.end; day = addDays(day, 1)) {
    byDay.set(day, byDay.get(day) ?? 0);
  }
  const inEffect = sumsBy(
    behind === null ? [] : own.filter(isUse),
    ({ day }) => day,
    ({ effectiveCost, billedCost }) => (effectiveCost ?? billedCost ?? 0) - (billedCost ?? 0),
  );
  return measuredDays(byDay, { use, fees: feeDays, inEffect }, whole);
}

function dayShares(byDay: ReadonlyMap<Day, Micros>): Share[] {
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, amount]) => {
      const all = inMainUnits({ amount, effectiveAmount: amount, listAmount: amount });
      return { key: day, title: day, ...all, state: 'provisional', unknown: 0 };
    });
}

/**
 * Days as they are billed beside what each has used of it and the same at list price: a fee is of the day on which it
 * is charged where it is billed, and of every day so far where it is used. What a day used stands to the whole use at
 * list price as it stands to the whole use: `use` has the days before the credit, `inEffect`
 * what its provider says that it has cost more or less in effect.
 */
function measuredDays(
  byDay: ReadonlyMap<Day, Micros>,
  { use, fees, inEffect }: Readonly<Record<'use' | 'fees' | 'inEffect', ReadonlyMap<Day, Micros>>>,
  whole: LineMeasures,
): Share[] {
  const inOrder = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  const used = inOrder.map(([day, amount]) => amount - (fees.get(day) ?? 0) + (inEffect.get(day) ?? 0));
  const effective = sharedOut(
    whole.effectiveAmount - sumOf(used),
    inOrder.map(() => 1),
  );
  const list = sharedOut(
    whole.listAmount - sumOf([...fees.values()]),
    inOrder.map(([day]) => Math.max(0, use.get(day) ?? 0)),
  );
  return inOrder.map(([day, amount], at) => ({
    ...{ key: day, title: day, state: 'provisional', unknown: 0 },
    ...inMainUnits({
      amount,
      effectiveAmount: (used[at] ?? 0) + (effective[at] ?? 0),
      listAmount: (list[at] ?? 0) + (fees.get(day) ?? 0),
    }),
  }));
}

function isUse({ licence, category }: Charge): boolean {
  return !licence && category === 'Usage';
}

function isFee({ licence, category }: Charge): boolean {
  return licence || category === 'Purchase';
}

/** An amount shared out by weight, in whole millionths that add up to it; the first has all of it without any weight. */
function sharedOut(amount: Micros, weights: readonly number[]): readonly Micros[] {
  const all = sumOf(weights);
  let seen = 0;
  return weights.map((weight, at) => {
    if (all === 0) {
      return at === 0 ? amount : 0;
    }
    const before = Math.round((amount * seen) / all);
    seen += weight;
    return Math.round((amount * seen) / all) - before;
  });
}

function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

/**
 * What each day of the bill's rows adds to a part of its use, the credit paying for none of it; `isPart` null: all use,
 * after what the credit paid. Null where no row tells days.
 */
export async function readPartByDay(
  { context }: AccountBills,
  { lines }: Pick<Account, 'lines'>,
  isPart: ((row: Pick<Line, 'service' | 'product' | 'project'>) => boolean) | null,
): Promise<ReadonlyMap<Day, Micros> | null> {
  const { parts, connection, period } = context;
  const [behind, quantities] = await Promise.all([rowsBehind(context), quantitiesBehind(context)]);
  const source = behind?.rows.source ?? quantities?.source ?? null;
  if (source === null) {
    return null;
  }
  const days = daysOf(period);
  const billedAs = parts.catalog.descriptor(connection.provider)?.billedAs ?? (() => null);
  const rows = await parts.store.charges.rows({ connectionId: connection.id, source, from: days.start, to: days.end });
  const own = rows.filter(
    ({ licence, category, service: product, project }) =>
      !licence &&
      (behind === null || category === 'Usage') &&
      (isPart === null || isPart({ service: billedAs(product)?.service ?? '', product, project })),
  );
  const usage = lines.filter((line) => line.kind === 'usage' && (isPart === null || isPart(line)));
  return behind === null
    ? shareByDay(own, usage, billedAs)
    : spendByDay(
        [...own].sort((a, b) => (a.day < b.day ? -1 : 1)),
        isPart === null ? creditOf(lines) : 0,
      );
}

/** Quantities without money: each day has its part of what its metric costs. */
function shareByDay(rows: readonly Charge[], lines: readonly Line[], billedAs: BilledAs): Map<Day, Micros> {
  const keyOf = (metered: ReturnType<BilledAs>) => `${metered?.service ?? ''} ${metered?.metric ?? ''}`;
  const costs = sumsBy(
    lines.filter(({ kind }) => kind === 'usage'),
    keyOf,
    ({ amount }) => toMicros(amount ?? 0),
  );
  const wholes = sumsBy(rows, ({ service }) => keyOf(billedAs(service)), quantityOf);
  return sumsBy(
    rows,
    ({ day }) => day,
    (row) => {
      const key = keyOf(billedAs(row.service));
      return Math.round(((costs.get(key) ?? 0) * quantityOf(row)) / (wholes.get(key) || 1));
    },
  );
}

function quantityOf({ consumedQuantity }: Charge): number {
  return consumedQuantity ?? 0;
}

function sumsBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  figureOf: (row: Row) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + figureOf(row));
  }
  return sums;
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
