import type { LineCount } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { dayOf, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import { type Failure, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import type { Harvest } from '../collection-run';
import type { ChargeBatch, CollectionContext } from '../monitor';
import { chargeJudge } from '../sound-facts';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';

export const CHARGES_SOURCE = 'vercel:/v1/billing/charges';

/** Charges handed over at once. */
const BATCH = 2_000;
/** Charges of one day. A large account has some three thousand; far more are no bill and would fill the disk. */
const MOST_A_DAY = 20_000;

/** Services that are plans and seats. Exact names: `Pro` is also a part of "Provisioned". */
const LICENCES = new Set(['Pro', 'Enterprise', 'Hobby', 'Team Seats', 'Additional Seats', 'Seats']);

const CATEGORIES: readonly ChargeCategory[] = ['Usage', 'Purchase', 'Credit', 'Tax', 'Adjustment'];

type Row = Readonly<Record<string, unknown>>;

/** Counts what was read, line by line. */
export interface ChargeReader {
  /** The charge in a line of FOCUS 1.3; null for a line that is none. */
  read(line: string): Charge | null;
  readonly rejected: number;
  /** The earliest start seen; null before the first. */
  readonly first: Instant | null;
}

/** Makes a reader for one answer at `now`. `closedBefore`: charges that end by then are on an invoice. */
export function createChargeReader(
  connectionId: string,
  closedBefore: Instant,
  now: Instant = Number.MAX_SAFE_INTEGER,
): ChargeReader {
  const isSound = chargeJudge(now);
  const seen = new Map<string, number>();
  const instants = instantMemory();
  let rejected = 0;
  let first: Instant | null = null;
  return {
    read(line) {
      const row = parse(line);
      const start = instants(row?.['ChargePeriodStart']);
      const end = instants(row?.['ChargePeriodEnd']);
      const service = text(row, 'ServiceName');
      const effective = number(row, 'EffectiveCost');
      const billed = number(row, 'BilledCost');
      if (row === null || start === null || end === null || service === null || (effective ?? billed) === null) {
        rejected += 1;
        return null;
      }
      if (first === null || start < first) first = start;
      const charge = toCharge(row, { start, end, service, effective, billed }, closedBefore);
      if (!isSound(charge)) {
        rejected += 1;
        return null;
      }
      // The time first: rows arrive day by day, so that each batch is written into one part of the store's index.
      // Rows that differ in nothing we read get a number, so that none replaces another.
      const id = `${start}|${connectionId}|${charge.category}|${service}|${charge.project ?? ''}|${charge.region ?? ''}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return { ...charge, id: count === 1 ? id : `${id}#${count}` };
    },
    get rejected() {
      return rejected;
    },
    get first() {
      return first;
    },
  };
}

/**
 * Streams the charges of `range`, line by line, in batches to `onCharges`; without it they come back as
 * facts. A cut-off answer keeps what it brought and says that it is incomplete.
 */
export async function readCharges(
  api: VercelApi,
  context: Pick<CollectionContext, 'connection' | 'clock' | 'onCharges'>,
  range: Period,
  closedBefore: Instant,
): Promise<Result<Harvest>> {
  const reader = createChargeReader(context.connection.id, closedBefore, context.clock.now());
  const kept: Charge[] = [];
  let pending: Charge[] = [];
  const asOf = context.clock.now();
  const batch = (charges: readonly Charge[], complete: boolean): ChargeBatch => ({
    source: CHARGES_SOURCE,
    // Nothing is known of the time before the first charge: Vercel may keep that much and no more.
    range: { ...range, start: Math.max(range.start, reader.first ?? range.start) },
    asOf,
    complete,
    charges,
  });
  const flush = async (complete: boolean) => {
    const ready = pending;
    pending = [];
    if (context.onCharges === undefined) kept.push(...ready);
    else await context.onCharges(batch(ready, complete));
  };
  const onLine = (line: string): undefined | Promise<void> => {
    const charge = reader.read(line);
    if (charge !== null) pending.push(charge);
    return pending.length >= BATCH ? flush(false) : undefined;
  };
  const days = Math.ceil((range.end - range.start) / DAY) + 1;
  const query = { from: formatInstant(range.start), to: formatInstant(range.end) };
  const answer = await api.lines('/v1/billing/charges', query, days * MOST_A_DAY, onLine);
  if (!answer.ok) return answer;
  const partly = problemOf(reader, answer.value, range);
  // An answer without a single charge is more likely a gap at the provider than the end of all charges.
  const complete = partly === null && reader.first !== null;
  await flush(complete);
  return succeed({
    ...(context.onCharges === undefined ? { facts: { charges: [batch(kept, complete)] } } : {}),
    ...(partly === null ? {} : { partly }),
  });
}

function problemOf(reader: ChargeReader, { complete, lines, broken }: LineCount, range: Period): Failure | null {
  if (broken?.code === 'cancelled') return broken;
  if (broken?.code === 'too-large' || broken?.code === 'timeout') {
    return { ...broken, action: 'What came is kept; Headroom asks again by itself.' };
  }
  if (!complete) {
    return {
      code: 'bad-response',
      message: 'The charges of Vercel broke off in the middle.',
      action: 'What came is kept; Headroom asks again by itself.',
      retryable: true,
    };
  }
  if (reader.rejected > 0) return changed('Vercel', `${reader.rejected} of ${lines} charges`);
  // Seen once: an answer that ignored `from` and held the last seven days only.
  const late = reader.first !== null && reader.first > range.start + 2 * DAY && range.end - range.start > 8 * DAY;
  return late ? changed('Vercel', 'the charges of another time than was asked for') : null;
}

interface Known {
  readonly start: Instant;
  readonly end: Instant;
  readonly service: string;
  readonly effective: number | null;
  readonly billed: number | null;
}

function toCharge(row: Row, { start, end, service, effective, billed }: Known, closedBefore: Instant): Charge {
  const category = CATEGORIES.find((known) => known === row['ChargeCategory']) ?? 'Usage';
  const tags = row['Tags'];
  const project = typeof tags === 'object' && tags !== null ? text(tags as Row, 'ProjectId') : null;
  const consumed = number(row, 'ConsumedQuantity');
  const free = billed === 0 && effective === 0;
  return {
    id: '',
    category,
    service,
    project: project === '' ? null : project,
    region: text(row, 'RegionId'),
    day: dayMemory(start),
    start,
    end,
    consumedQuantity: consumed,
    consumedUnit: text(row, 'ConsumedUnit'),
    pricingQuantity: number(row, 'PricingQuantity'),
    pricingUnit: text(row, 'PricingUnit'),
    billedCost: billed === null ? null : toMicros(billed),
    effectiveCost: effective === null ? null : toMicros(effective),
    listCost: number(row, 'ListCost') === null ? null : toMicros(number(row, 'ListCost') ?? 0),
    currency: text(row, 'BillingCurrency') ?? 'USD',
    licence: LICENCES.has(service),
    flatRate: free && (consumed ?? 0) > 0 && row['PricingCategory'] === 'Other',
    state: end <= closedBefore ? 'final' : 'provisional',
  };
}

function parse(line: string): Row | null {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === 'object' && row !== null ? (row as Row) : null;
  } catch {
    return null;
  }
}

function text(row: Row | null, key: string): string | null {
  const value = row?.[key];
  return typeof value === 'string' ? value : null;
}

/** A number, also where it comes as text; null for anything else. */
function number(row: Row | null, key: string): number | null {
  const value = row?.[key];
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** Thousands of rows share a few days: each is read once. */
function instantMemory(): (value: unknown) => Instant | null {
  const known = new Map<string, Instant | null>();
  return (value) => {
    if (typeof value !== 'string') return null;
    const found = known.get(value);
    if (found !== undefined) return found;
    const instant = parseInstant(value);
    known.set(value, instant);
    return instant;
  };
}

const days = new Map<Instant, string>();
const MOST_DAYS = 1_000;

/** The day in Los Angeles that begins at `start`. */
function dayMemory(start: Instant): string {
  const known = days.get(start);
  if (known !== undefined) return known;
  if (days.size > MOST_DAYS) days.clear();
  const day = dayOf(start, BILLING_ZONE);
  days.set(start, day);
  return day;
}
