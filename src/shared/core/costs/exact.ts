import { MICROS, type Micros } from '#shared/domain/money';

/**
 * Quantities are priced as whole billionths of their unit, so that adding and splitting them is exact:
 * at 100 USD a unit, a billionth is a tenth of a micro.
 */
export type Nano = bigint;

const NANOS = 1_000_000_000n;

/** A price as the fraction `numerator / denominator` of micros per billionth of a unit. */
export interface Rate {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** `whole`: only whole packages of `packageSize` are sold. */
  readonly step: 'exact' | 'whole';
  /** Billionths of a unit in one package. */
  readonly packageSize: Nano;
  /** Price of one package, as a fraction of micros over `denominator`. */
  readonly packageNumerator: bigint;
}

/** A number's own decimal digits, `0.0106` as 106 over 10^4. Throws a RangeError for NaN and infinity. */
function decimal(value: number): { readonly digits: bigint; readonly scale: bigint } {
  if (!Number.isFinite(value)) {
    throw new RangeError(`not a finite number: ${value}`);
  }
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return power >= 0 ? { digits: digits * 10n ** BigInt(power), scale: 1n } : { digits, scale: 10n ** BigInt(-power) };
}

/** A quantity in billionths, rounded half up. Throws a RangeError for a negative or non-finite one. */
export function toNano(quantity: number): Nano {
  if (quantity < 0) {
    throw new RangeError(`a quantity is never negative: ${quantity}`);
  }
  if (Number.isSafeInteger(quantity)) {
    return BigInt(quantity) * NANOS;
  }
  const { digits, scale } = decimal(quantity);
  return roundedQuotient(digits * NANOS, scale);
}

/** Back to a number, for display and JSON. */
export function fromNano(nano: Nano): number {
  const whole = nano / NANOS;
  return Number(whole) + Number(nano - whole * NANOS) / Number(NANOS);
}

/** The rate of `price` main units per `per` units; never divided before it meets a quantity. */
export function rateOf(price: number, per: number, step: 'exact' | 'whole'): Rate {
  const cost = decimal(price);
  const size = decimal(per);
  return {
    numerator: cost.digits * BigInt(MICROS) * size.scale,
    denominator: cost.scale * size.digits * NANOS,
    step,
    packageSize: (size.digits * NANOS) / size.scale,
    packageNumerator: cost.digits * BigInt(MICROS) * size.digits * NANOS,
  };
}

/** What `quantity` costs at `rate`, in micros, rounded half up once. */
export function chargeOf(quantity: Nano, rate: Rate): bigint {
  if (rate.step === 'exact') {
    return roundedQuotient(quantity * rate.numerator, rate.denominator);
  }
  const packages = (quantity + rate.packageSize - 1n) / rate.packageSize;
  return roundedQuotient(packages * rate.packageNumerator, rate.denominator);
}

/** Micros of a sum that is kept exactly. */
export function toSafeMicros(amount: bigint): Micros {
  return Number(amount);
}

/** `numerator / denominator` rounded half up; both at or above zero. */
function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
