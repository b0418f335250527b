import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import { dayStart, isDay, parseInstant } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import type { Instant, Zone } from '#shared/domain/instant';

/**
 * Fields that were not understood while an item is read. Reading is synchronous, so that one count at a time is
 * enough; outside of `readItems` and `readOne` nothing is counted.
 */
let noticed: { fields: number } | null = null;

function notUnderstood(): undefined {
  if (noticed !== null) noticed.fields += 1;
  return undefined;
}

/** A field that may be missing or null; of another form it is left out too, but counted as not understood. */
export function optional<T>(schema: z.ZodType<T>) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(notUnderstood);
}

/** A field that every such item has: left out where it is missing or of another form, and counted as not understood. */
export function expected<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  const orNothing: z.ZodType<T | undefined> = schema;
  return orNothing.catch(notUnderstood);
}

/** A field in which null says something, and which may be missing; of another form it is left out and counted. */
export function nullOr<T>(schema: z.ZodType<T>) {
  return schema.nullable().optional().catch(notUnderstood);
}

/** A list, element by element: one that is not understood is left out and counted. */
export function listOf<T>(schema: z.ZodType<T>) {
  return z.array(z.unknown()).transform((list) =>
    list.flatMap((one): T[] => {
      const read = schema.safeParse(one);
      if (!read.success) notUnderstood();
      return read.success ? [read.data] : [];
    }),
  );
}

/** A number, also where it comes as text; anything else is absent. Providers send both. */
export const lenientNumber = z.preprocess((value) => {
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return value;
}, z.number().finite());

/** A number or nothing. */
export const optionalNumber = optional(lenientNumber);

/** A text or nothing. */
export const optionalText = optional(z.string());

/** The moment that a text says; a bare day is its first second in `zone`. Null for anything else. */
export function instantIn(text: string, zone: Zone): Instant | null {
  return isDay(text) ? dayStart(text, zone) : parseInstant(text);
}

/** Items that could be read, and how much could not. One odd item never loses a page. */
export interface Readable<T> {
  readonly items: readonly T[];
  /** Items that could not be read at all. */
  readonly rejected: number;
  /** Those, and the ones of which a part was left out. */
  readonly reading: Reading;
}

/** What is read within one piece of work, whoever reads it: where a parser tells nothing of its own, this is told. */
const counter = new AsyncLocalStorage<{ rows: number; notUnderstood: number }>();

/** Does `work`, and answers it with what was read in it item by item; null where nothing was. */
export async function countingReads<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly reading: Reading | null }> {
  const count = { rows: 0, notUnderstood: 0 };
  const value = await counter.run(count, work);
  return { value, reading: count.rows === 0 && count.notUnderstood === 0 ? null : count };
}

function counted(reading: Reading): Reading {
  const count = counter.getStore();
  if (count !== undefined) {
    count.rows += reading.rows;
    count.notUnderstood += reading.notUnderstood;
  }
  return reading;
}

/** Reads each item by itself; null when `list` is no list at all. */
export function readItems<T>(schema: z.ZodType<T>, list: unknown): Readable<T> | null {
  if (!Array.isArray(list)) {
    return null;
  }
  const items: T[] = [];
  let odd = 0;
  for (const entry of list) {
    const { value, isOdd } = parsed(schema, entry);
    if (isOdd) odd += 1;
    if (value !== null) items.push(value);
  }
  const reading = counted({ rows: list.length, notUnderstood: odd });
  return { items, rejected: list.length - items.length, reading };
}

/** Reads one item; null when it is none. Its reading is of one row. */
export function readOne<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T | null; readonly reading: Reading } {
  const read = parsed(schema, value);
  return { value: read.value, reading: counted({ rows: 1, notUnderstood: read.isOdd ? 1 : 0 }) };
}

/** The value as `schema` reads it, and whether it is none, or a field of it was left out. */
function parsed<T>(schema: z.ZodType<T>, value: unknown): { readonly value: T | null; readonly isOdd: boolean } {
  const outer = noticed;
  const counting = { fields: 0 };
  noticed = counting;
  try {
    const read = schema.safeParse(value);
    return { value: read.success ? read.data : null, isOdd: !read.success || counting.fields > 0 };
  } finally {
    noticed = outer;
  }
}

/**
 * How many of `rows` lack one of `fields` that others of them have: which fields an answer has may differ, but not
 * from row to row.
 */
export function lacking(rows: readonly Readonly<Record<string, unknown>>[], fields: readonly string[]): number {
  const isTold = (value: unknown): boolean => value !== undefined && value !== null;
  const told = fields.filter((field) => rows.some((row) => isTold(row[field])));
  return rows.filter((row) => told.some((field) => !isTold(row[field]))).length;
}

/** What several answers of one capability come to. */
export function together(...readings: readonly (Reading | undefined)[]): Reading {
  return readings.reduce<Reading>(
    (sum, one) => ({
      rows: sum.rows + (one?.rows ?? 0),
      notUnderstood: sum.notUnderstood + (one?.notUnderstood ?? 0),
    }),
    { rows: 0, notUnderstood: 0 },
  );
}

/** Rows of which something was missed that no schema sees, `odd` of them. */
export function oddRows(odd: number, rows = odd): Reading {
  return { rows, notUnderstood: odd };
}

/**
 * Each item once, by `keyOf`: the first of those that have a key in common stays, as where two pages overlap, and
 * the others are counted as not understood.
 */
export function distinct<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { readonly items: readonly T[]; readonly reading: Reading } {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return { items: [...first.values()], reading: oddRows(items.length - first.size, 0) };
}

/** Member `key` of an unknown value; undefined when there is none. */
export function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** A text at the end of a path of members; undefined when it is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce(member, value);
  return typeof found === 'string' ? found : undefined;
}
