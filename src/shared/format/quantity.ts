import { formatMoney } from './money';
import { formatDigits } from './number';

/** Figures in running text: up to three significant digits past a thousand, with `k`, `M`, `G` from 100,000 on. */
const LARGE: readonly (readonly [number, string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e5, 'k'],
];

/** A number as people read it: `25.5`, `6,240`, `173 k`, `3.12 M`. Never scientific. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  for (const [from, letter] of LARGE) {
    if (size >= from) {
      const divisor = letter === 'k' ? 1e3 : from;
      return `${significant(value / divisor)} ${letter}`;
    }
  }
  return significant(value);
}

/** A quantity with its unit: `25.5 MB`, `6,240 commands`, `3.12 M requests`, `$96.40`, `14 ms`. */
export function formatQuantity(value: number, unit: string): string {
  if (unit === 'USD') {
    return formatMoney(value, 'USD');
  }
  if (unit === 'percent') {
    return `${significant(value)} %`;
  }
  const [figure, label] = quantityParts(value, unit);
  return label === '' ? figure : `${figure} ${label}`;
}

/** A figure and the word behind it, for where they are drawn apart: `25.5` and `MB`, `1` and `seat`. */
export function quantityParts(value: number, unit: string): readonly [figure: string, label: string] {
  const smaller = SMALLER.get(unit);
  if (value !== 0 && Math.abs(value) < LEAST && smaller !== undefined) {
    return quantityParts(value * 1000, smaller);
  }
  const figure = formatNumber(value);
  return [figure, unitFor(figure, unitLabel(unit))];
}

/** What is less than this reads as nothing with two digits behind the point. */
const LEAST = 0.005;
/** Sizes that are told in the next unit below, a thousandth, rather than as nothing. */
const SMALLER: ReadonlyMap<string, string> = new Map([
  ['TB', 'GB'],
  ['GB', 'MB'],
  ['MB', 'kB'],
]);

/** Units that providers tell in the singular, as the thing that is bought. */
const SINGULAR = new Set(['seat', 'deploying seat', 'tier', 'database', 'account']);
/** Several of a thing, with what is said of it behind: `minutes per build`, `operations of 4 KiB`. */
const SEVERAL = /^(?!ms$|.* or )(.*?[a-rt-z])s(?= of | per |$)/;

/** One thing of a unit that is the plural of what is counted: `requests` is `request`; `MB` and `ms` stay. */
export function singularUnit(unit: string): string {
  return unit.replace(SEVERAL, (_plural, thing: string) => thing.replace(/ie$/, 'y'));
}

/** The unit as it is said behind a figure: `1 seat`, `2 seats`, `1 invocation`, `0 invocations`. */
function unitFor(figure: string, unit: string): string {
  if (/^[-−]?1$/.test(figure)) {
    return singularUnit(unit);
  }
  return SINGULAR.has(unit) ? `${unit}s` : unit;
}

/** A quantity against another in one breath: `25.5 of 30 MB`, `$96.40 of $150.00`. */
export function formatQuantityOf(value: number, limit: number, unit: string): string {
  if (unit === 'USD') {
    return `${formatMoney(value, 'USD')} of ${formatMoney(limit, 'USD')}`;
  }
  return `${formatNumber(value)} of ${formatQuantity(limit, unit)}`;
}

/** Units that are the name of what is counted: beside that name they would be said twice. */
const COUNTED = new Set(['requests', 'commands', 'invocations', 'reads', 'connections', 'tokens', 'count']);

/** A quantity beside the metric's name: `30 MB`, but `10 M` where the name already says of what. */
export function formatShortQuantity(value: number, unit: string): string {
  return COUNTED.has(unit) ? formatNumber(value) : formatQuantity(value, unit);
}

/** The word behind a figure; empty for plain counts. */
export function unitLabel(unit: string): string {
  switch (unit) {
    case 'count':
      return '';
    case 'percent':
      return '%';
    case 'minutes':
      return 'min';
    default:
      return unit;
  }
}

/** Growth with its sign: `+0.9 MB a day`, `−12 connections a day`; of a size less than half a unit below is none. */
export function formatGrowth(perDay: number, unit: string): string {
  if (SMALLER.has(unit) && Math.abs(perDay) < 0.0005) return `+0 ${unitLabel(unit)} a day`;
  const sign = perDay < 0 ? '−' : '+';
  const amount = unit === 'USD' ? formatMoney(Math.abs(perDay), 'USD') : withUnit(Math.abs(perDay), unit);
  return `${sign}${amount} a day`;
}

function withUnit(value: number, unit: string): string {
  const [figure, label] = quantityParts(value, unit);
  return ['MB', 'GB', 'ms', 'minutes', 'percent'].includes(unit) ? `${figure} ${label}` : formatNumber(value);
}

function significant(value: number): string {
  const size = Math.abs(value);
  const digits = Math.max(0, 2 - (size >= 10 ? 1 : 0) - (size >= 100 ? 1 : 0));
  return formatDigits(value === 0 ? 0 : value, { maximumFractionDigits: digits });
}
