import { dayOf } from '#shared/core/calendar/calendar';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import type { CostState } from '#shared/domain/cost';
import { DAY, type Day, type Period } from '#shared/domain/instant';
import type { ChargePlace, ChargeRepository, ChargeTotal, ChargeTotalHeading } from '../billed';
import type { SqliteDatabase } from '../database/sqlite';
import { chargeDaySums } from './charge-day-sums';

const UPSERT = `
  INSERT INTO charge (
    connection_id, source, charge_id, category, service, project_id, region, day, period_start, period_end,
    consumed_quantity, consumed_unit, pricing_quantity, pricing_unit, billed_micros, effective_micros, list_micros,
    currency, licence, flat_rate, state, as_of
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (connection_id, source, day, charge_id) DO UPDATE SET
    category = excluded.category, service = excluded.service, project_id = excluded.project_id,
    region = excluded.region, period_start = excluded.period_start,
    period_end = excluded.period_end, consumed_quantity = excluded.consumed_quantity,
    consumed_unit = excluded.consumed_unit, pricing_quantity = excluded.pricing_quantity,
    pricing_unit = excluded.pricing_unit, billed_micros = excluded.billed_micros,
    effective_micros = excluded.effective_micros, list_micros = excluded.list_micros,
    currency = excluded.currency, licence = excluded.licence, flat_rate = excluded.flat_rate,
    state = excluded.state, as_of = max(as_of, excluded.as_of)`;

const BY_PRODUCT = `
  SELECT category, service, day, min(period_start) AS start, max(period_end) AS "end",
    sum(consumed_quantity) AS consumedQuantity, consumed_unit AS consumedUnit,
    sum(pricing_quantity) AS pricingQuantity, pricing_unit AS pricingUnit,
    CASE WHEN count(billed_micros) = count(*) THEN sum(billed_micros) END AS billedCost,
    CASE WHEN count(effective_micros) = count(*) THEN sum(effective_micros) END AS effectiveCost,
    CASE WHEN count(list_micros) = count(*) THEN sum(list_micros) END AS listCost,
    currency, licence, flat_rate AS flatRate, state
  FROM charge WHERE connection_id = ? AND source = ? AND day >= ? AND day < ?
  GROUP BY day, service, category, currency, licence, flat_rate, state, consumed_unit, pricing_unit
  ORDER BY day, service`;

const ROWS = `
  SELECT charge_id AS id, category, service, project_id AS project, region, day, period_start AS start,
    period_end AS "end", consumed_quantity AS consumedQuantity, consumed_unit AS consumedUnit,
    pricing_quantity AS pricingQuantity, pricing_unit AS pricingUnit, billed_micros AS billedCost,
    effective_micros AS effectiveCost, list_micros AS listCost, currency, licence, flat_rate AS flatRate, state
  FROM charge WHERE connection_id = ? AND source = ? AND day >= ? AND day < ?
  ORDER BY day, service, charge_id`;

const BY_PLACE = `
  SELECT category, service, project_id AS project, region, consumed_unit AS unit, currency, licence,
    flat_rate AS flatRate, coalesce(sum(consumed_quantity), 0) AS quantity,
    coalesce(max(consumed_quantity), 0) AS largest,
    coalesce(max(consumed_quantity) FILTER (WHERE billed_micros > 0), 0) AS largestCharged,
    coalesce(sum(billed_micros), 0) AS billed,
    CASE WHEN count(effective_micros) = count(*) THEN sum(effective_micros) END AS effective,
    sum(billed_micros IS NULL) AS unknown
  FROM charge WHERE connection_id = ? AND source = ? AND day >= ? AND day < ?
  GROUP BY category, service, project_id, region, consumed_unit, currency, licence, flat_rate
  ORDER BY service, category, project_id, region`;

const totalsBy = (column: 'key' | 'day'): string => `
  SELECT source, currency, ${column} AS key, sum(billed_micros) AS billed, sum(effective_micros) AS effective,
    sum(list_micros) AS list, sum(rows) AS rows, sum(unknown_rows) AS unknown
  FROM charge_day WHERE connection_id = ? AND day >= ? AND day < ? AND heading = ?
  GROUP BY source, currency, ${column}
  ORDER BY source, currency, ${column === 'day' ? '' : 'billed DESC, '}${column}`;

interface ProductRow {
  readonly category: ChargeCategory;
  readonly service: string;
  readonly day: Day;
  readonly start: number;
  readonly end: number;
  readonly consumedQuantity: number | null;
  readonly consumedUnit: string | null;
  readonly pricingQuantity: number | null;
  readonly pricingUnit: string | null;
  readonly billedCost: number | null;
  readonly effectiveCost: number | null;
  readonly listCost: number | null;
  readonly currency: string;
  readonly licence: number;
  readonly flatRate: number;
  readonly state: CostState;
}

/** What providers charge, with its sums by day. */
export function chargeRepository(sqlite: SqliteDatabase): ChargeRepository {
  const upsert = sqlite.prepare(UPSERT);
  const sumDay = chargeDaySums(sqlite);
  const unlisted = sqlite
    .prepare<[string, string, Day, Day, number, number, number], Day>(
      `DELETE FROM charge WHERE connection_id = ? AND source = ? AND day BETWEEN ? AND ?
         AND period_start >= ? AND period_end <= ? AND as_of < ?
       RETURNING day`,
    )
    .pluck();
  const byProduct = sqlite.prepare<[string, string, Day, Day], ProductRow>(BY_PRODUCT);
  const rows = sqlite.prepare<[string, string, Day, Day], StoredRow>(ROWS);
  const byPlace = sqlite.prepare<[string, string, Day, Day], PlaceRow>(BY_PLACE);
  type Total = Omit<ChargeTotal, 'heading'>;
  const totalsByKey = sqlite.prepare<[string, Day, Day, string], Total>(totalsBy('key'));
  const totalsByDay = sqlite.prepare<[string, Day, Day, string], Total>(totalsBy('day'));
  const sources = sqlite.prepare<[string], { source: string; first: Day; last: Day }>(
    `SELECT source, min(day) AS first, max(day) AS last FROM charge_day
     WHERE connection_id = ? AND heading = 'category' GROUP BY source ORDER BY source`,
  );

  const dataVersion = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
  const rowsSince = sqlite
    .prepare<[string, Day], number>(
      "SELECT total(rows) FROM charge_day WHERE connection_id = ? AND day >= ? AND heading = 'category'",
    )
    .pluck();
  /** How often this process has written charges of each connection. */
  const writes = new Map<string, number>();
  const count = (connectionId: string) => writes.set(connectionId, (writes.get(connectionId) ?? 0) + 1);

  const sumDays = (connectionId: string, source: string, days: ReadonlySet<Day>): void => {
    for (const day of days) {
      sumDay(connectionId, source, day);
    }
  };
  const removeUnlisted = sqlite.transaction((connectionId: string, source: string, range: Period, asOf: number) => {
    // The index knows days of the provider's zone, which begin at most a day before or after those of UTC.
    const first = dayOf(range.start - DAY, 'UTC');
    const last = dayOf(range.end + DAY, 'UTC');
    const days = unlisted.all(connectionId, source, first, last, range.start, range.end, asOf);
    sumDays(connectionId, source, new Set(days));
    return days.length;
  });
  const saveAll = sqlite.transaction(
    (connectionId: string, source: string, charges: readonly Charge[], asOf: number) => {
      const days = new Set<Day>();
      for (const charge of charges) {
        days.add(charge.day);
        upsert.run(...columnsOf(connectionId, source, charge, asOf));
      }
      sumDays(connectionId, source, days);
    },
  );

  return {
    async save(connectionId, source, charges, asOf) {
      count(connectionId);
      saveAll.immediate(connectionId, source, charges, asOf);
    },
    async removeUnlisted(connectionId, source, range, asOf) {
      count(connectionId);
      return removeUnlisted.immediate(connectionId, source, range, asOf);
    },
    async byProduct({ connectionId, source, from, to }) {
      return byProduct.all(connectionId, source, from, to).map(toCharge);
    },
    async rows({ connectionId, source, from, to }) {
      return rows.all(connectionId, source, from, to).map((row) => ({
        ...row,
        project: row.project === '' ? null : row.project,
        region: row.region === '' ? null : row.region,
        licence: row.licence === 1,
        flatRate: row.flatRate === 1,
      }));
    },
    async byPlace({ connectionId, source, from, to }) {
      return byPlace.all(connectionId, source, from, to).map(toPlace);
    },
    async totals({ connectionId, from, to }, wanted) {
      return wanted.flatMap((heading: ChargeTotalHeading) => {
        // The categories of a day add up to the day.
        const found =
          heading === 'day'
            ? totalsByDay.all(connectionId, from, to, 'category')
            : totalsByKey.all(connectionId, from, to, heading);
        return found.map((total) => ({ ...total, heading }));
      });
    },
    async revision(connectionId, from) {
      return [dataVersion.get(), writes.get(connectionId) ?? 0, rowsSince.get(connectionId, from)].join('.');
    },
    async sources(connectionId) {
      return sources.all(connectionId);
    },
  };
}

/** A charge as the file has it: empty text for no project or region. */
type StoredRow = ProductRow & { readonly id: string; readonly project: string; readonly region: string };

type PlaceRow = Omit<ChargePlace, 'licence' | 'flatRate'> & { readonly licence: number; readonly flatRate: number };

function toPlace(row: PlaceRow): ChargePlace {
  return {
    ...row,
    project: row.project === '' ? null : row.project,
    region: row.region === '' ? null : row.region,
    licence: row.licence === 1,
    flatRate: row.flatRate === 1,
  };
}

function columnsOf(connectionId: string, source: string, charge: Charge, asOf: number) {
  return [
    connectionId,
    source,
    charge.id,
    charge.category,
    charge.service,
    charge.project ?? '',
    charge.region ?? '',
    charge.day,
    charge.start,
    charge.end,
    charge.consumedQuantity,
    charge.consumedUnit,
    charge.pricingQuantity,
    charge.pricingUnit,
    charge.billedCost,
    charge.effectiveCost,
    charge.listCost,
    charge.currency,
    Number(charge.licence),
    Number(charge.flatRate),
    charge.state,
    asOf,
  ];
}

function toCharge(row: ProductRow): Charge {
  return {
    ...row,
    id: [row.category, row.service, row.day, row.currency, row.state].join('|'),
    project: null,
    region: null,
    licence: row.licence === 1,
    flatRate: row.flatRate === 1,
  };
}
