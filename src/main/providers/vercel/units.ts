import { member, optionalText, textAt } from '../lenient';

/** Powers of 1000, as the billing source defines them. */
const BYTES: Readonly<Record<string, number>> = {
  byte: 1,
  kilobyte: 1e3,
  megabyte: 1e6,
  gigabyte: 1e9,
  terabyte: 1e12,
};

const SECONDS: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/\bmilli-?seconds?\b|\bms\b/, 0.001],
  [/\bseconds?\b/, 1],
  [/\bminutes?\b/, 60],
  [/\bhours?\b/, 3600],
];

/**
 * By how much a quantity in the billing source's unit is multiplied to come in ours. 1 where both count
 * the same things; null where they measure different things, so that nothing wrong is stored.
 */
export function unitFactor(from: unknown, to: string): number | null {
  // Null says that there is none; a unit in another form, or none told at all, may be any.
  if (from !== null && textAt(from, 'name') === undefined && textAt(from, 'singular') === undefined) return null;
  const name = (optionalText.parse(member(from, 'name')) ?? '').toLowerCase();
  const singular = (optionalText.parse(member(from, 'singular')) ?? '').toLowerCase().replace(/-/g, ' ');
  const target = to.toLowerCase().replace(/-/g, ' ');
  const bytes = BYTES[name];
  if (bytes !== undefined) return target.startsWith('gb') ? bytes / 1e9 : null;
  if (from === null && target.startsWith('gb') && secondsIn(target) === null) return null;
  const wanted = secondsIn(target);
  const given = secondsIn(singular);
  if (wanted !== null) return given === null ? unlessNamed(singular) : given / wanted;
  return given === null ? 1 : null;
}

/** A duration without a unit is taken as ours; with a unit that is no time it is something else. */
function unlessNamed(singular: string): number | null {
  return singular === '' ? 1 : null;
}

function secondsIn(unit: string): number | null {
  return SECONDS.find(([pattern]) => pattern.test(unit))?.[1] ?? null;
}
