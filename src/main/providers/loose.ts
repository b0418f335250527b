import { z } from 'zod';

/** A number, also where it comes as text; anything else is absent. Providers send both. */
export const looseNumber = z.preprocess((value) => {
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return value;
}, z.number().finite());

/** A number or nothing: null, missing and unreadable are the same. */
export const optionalNumber = looseNumber.optional().catch(undefined);

/** A text or nothing: null, missing and another type are the same. */
export const optionalText = z.string().optional().catch(undefined);

/** Items that could be read, and how many could not. One odd item never loses a page. */
export interface Readable<T> {
  readonly items: readonly T[];
  readonly rejected: number;
}

/** Reads each item by itself; null when `list` is no list at all. */
export function readItems<T>(schema: z.ZodType<T>, list: unknown): Readable<T> | null {
  if (!Array.isArray(list)) {
    return null;
  }
  const items: T[] = [];
  for (const entry of list) {
    const parsed = schema.safeParse(entry);
    if (parsed.success) items.push(parsed.data);
  }
  return { items, rejected: list.length - items.length };
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
