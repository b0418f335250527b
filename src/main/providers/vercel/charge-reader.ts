import { dayOf, parseInstant } from '#shared/core/calendar/calendar';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import type { Reading } from '#shared/domain/cycle';
import type { Instant, Period } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import { member } from '../lenient';
import { chargeValidator } from '../validate-facts';
import { BILLING_ZONE } from './constants';

/** Services that are plans and seats. Exact names: `Pro` is also a part of "Provisioned". */
const LICENCES = new Set(['Pro', 'Enterprise', 'Hobby', 'Team Seats', 'Additional Seats', 'Seats']);

const CATEGORIES: readonly ChargeCategory[] = ['Usage', 'Purchase', 'Credit', 'Tax', 'Adjustment'];

type Row = Readonly<Record<string, unknown>>;

/** Counts what was read, line by line. */
export interface ChargeReader {
  /** The charge in a line of FOCUS 1.3; null for a line that is none. */
  read(line: string): Charge | null;
  /** From now on only charges of `range` are expected: those of other times were told before. */
  expect(range: Period): void;
  /** Lines read, and those of which something was not understood. */
  readonly reading: Reading;
  /** Lines that could not be kept at all. */
  readonly rejected: number;
  /** The earliest start seen; null before the first. */
  readonly first: Instant | null;
}

/**
 * Makes a reader for the answers about `asked` at `now`. `closedBefore`: charges that end by then are on an invoice.
 * A charge of another time than was asked for is not kept: it may be told twice.
 */
export function createChargeReader(
  connectionId: string,
  closedBefore: Instant,
  now: Instant = Number.MAX_SAFE_INTEGER,
  asked: Period = { start: 0, end: Number.MAX_SAFE_INTEGER },
): ChargeReader {
  const isValid = chargeValidator(now);
  const seen = new Map<string, number>();
  const isOverlap = overlaps();
  const instants = instantMemory();
  let range = asked;
  let lines = 0;
  let rejected = 0;
  let odd = 0;
  let first: Instant | null = null;
  /** The charge in a row that can be kept, without its id; null otherwise. */
  const judge = (row: Row | null): Charge | null => {
    const known = row === null ? null : knownOf(row, instants);
    if (row === null || known === null) return null;
    const isElsewhere = known.start >= range.end || known.end <= range.start;
    const charge = toCharge(row, known, closedBefore);
    return isElsewhere || !isValid(charge) ? null : charge;
  };
  return {
    read(line) {
      lines += 1;
      const row = parse(line);
      const charge = judge(row);
      if (row === null || charge === null || isOdd(row) || isOverlap(charge)) odd += 1;
      if (charge === null) {
        rejected += 1;
        return null;
      }
      const { start, service } = charge;
      if (first === null || start < first) first = start;
      // The time first: rows arrive day by day, so that each batch is written into one part of the store's index.
      // Rows that differ in nothing we read get a number, so that none replaces another.
      const id = `${start}|${connectionId}|${charge.category}|${service}|${charge.project ?? ''}|${charge.region ?? ''}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return { ...charge, id: count === 1 ? id : `${id}#${count}` };
    },
    expect(next) {
      range = next;
    },
    get reading() {
      return { rows: lines, notUnderstood: odd };
    },
    get rejected() {
      return rejected;
    },
    get first() {
      return first;
    },
  };
}

interface Known {
  readonly start: Instant;
  readonly end: Instant;
  readonly service: string;
  readonly effective: number | null;
  readonly billed: number | null;
}

/** What a row must tell to be kept: when, for what, and one of its two amounts; null where it does not. */
function knownOf(row: Row, instants: (value: unknown) => Instant | null): Known | null {
  const start = instants(row['ChargePeriodStart']);
  const end = instants(row['ChargePeriodEnd']);
  const service = text(row, 'ServiceName');
  const effective = number(row, 'EffectiveCost');
  const billed = number(row, 'BilledCost');
  if (start === null || end === null || service === null || (effective ?? billed) === null) return null;
  return { start, end, service, effective, billed };
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

/**
 * Tells of use that is charged for a stretch which lies across one of the same use: rows are of whole days (facts:
 * Vercel API, 4c), so that two of one day add up, while two that overlap may tell the same use twice.
 */
function overlaps(): (charge: Charge) => boolean {
  const last = new Map<string, Period>();
  return ({ category, service, project, region, start, end }) => {
    if (category !== 'Usage') return false;
    const key = `${service}|${project ?? ''}|${region ?? ''}`;
    const before = last.get(key);
    last.set(key, { start, end });
    const isSame = before !== undefined && before.start === start && before.end === end;
    return before !== undefined && !isSame && start < before.end && before.start < end;
  };
}

/** Columns that hold a number or null. */
const NUMBERS = ['EffectiveCost', 'BilledCost', 'ConsumedQuantity', 'PricingQuantity', 'ListCost'];
/** Those that every row has, whatever it charges for. */
const ALWAYS_TOLD = [
  'EffectiveCost',
  'BilledCost',
  'BillingCurrency',
  'ChargeCategory',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'Tags',
];

/** Whether a column is missing that every row has, or holds what it never does. Empty is what FOCUS calls null. */
function isOdd(row: Row): boolean {
  const isMissing = ALWAYS_TOLD.some((name) => row[name] === undefined || row[name] === null);
  const isNoNumber = NUMBERS.some((name) => (row[name] ?? '') !== '' && number(row, name) === null);
  const isUnknown = !CATEGORIES.some((known) => known === row['ChargeCategory']);
  const project = member(row['Tags'], 'ProjectId');
  const texts = [row['RegionId'], row['ConsumedUnit'], row['PricingUnit'], project, row['BillingCurrency']];
  const isNoText = texts.some((value) => value !== undefined && value !== null && typeof value !== 'string');
  const hasNoTags = typeof row['Tags'] !== 'object' || Array.isArray(row['Tags']);
  return isMissing || isNoNumber || isUnknown || isNoText || hasNoTags || isUnitless(row);
}

/** A quantity that does not say of what, or use without a quantity. */
function isUnitless(row: Row): boolean {
  const consumed = number(row, 'ConsumedQuantity');
  const isUse = row['ChargeCategory'] === 'Usage';
  return (consumed !== null && text(row, 'ConsumedUnit') === null) || (isUse && consumed === null);
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
