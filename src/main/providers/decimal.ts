import type { Micros } from '#shared/domain/money';

/** How many digits of the main unit one unit of the text stands for: dollars 0, cents 2. */
export type DecimalUnit = 'dollars' | 'cents';

const MICRO_DIGITS = 6;

/**
 * Reads an amount that comes as a decimal text, or as a number, into micros, without passing through a
 * float where it is a text. Rounds half to even; keeps the sign. Null for anything that is no amount.
 */
export function decimalToMicros(value: unknown, unit: DecimalUnit): Micros | null {
  const text = plainDecimal(value);
  const match = text === null ? null : /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const shift = unit === 'cents' ? MICRO_DIGITS - 2 : MICRO_DIGITS;
  const digits = `${whole}${fraction.padEnd(shift, '0')}`;
  const cut = digits.length - Math.max(0, fraction.length - shift);
  const kept = BigInt(digits.slice(0, cut) || '0');
  const rounded = kept + (roundsUp(digits.slice(cut), kept) ? 1n : 0n);
  const micros = Number(rounded);
  if (!Number.isSafeInteger(micros)) return null;
  return sign === '-' && micros !== 0 ? -micros : micros;
}

function roundsUp(rest: string, kept: bigint): boolean {
  if (rest === '' || /^0*$/.test(rest)) return false;
  const isHalf = /^50*$/.test(rest);
  return isHalf ? kept % 2n === 1n : rest >= '5';
}

/** A text without an exponent; twelve digits after the point are more than any bill has. */
function plainDecimal(value: unknown): string | null {
  if (typeof value === 'string') {
    const trimmed = value.trim();
    return /e/i.test(trimmed) ? plainDecimal(Number(trimmed)) : trimmed;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e15) return null;
  const text = String(value);
  return text.includes('e') ? value.toFixed(12) : text;
}
