import type { Point } from '#shared/core/forecasting/forecast-input';
import { savingSince } from '#shared/core/recommendations/outcome';
import { DAY } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';

/** 2026-01-05, a Monday, in epoch seconds. */
const START = 1_767_571_200;

/** A change of known effect: what the days would have cost without it is known, and what they did cost. */
export interface SimulatedChange {
  readonly name: string;
  /** What the days would have cost, main units. */
  readonly without: readonly number[];
  /** What they cost, the change from `at` on. */
  readonly came: readonly number[];
  /** Index of the first day with the change. */
  readonly at: number;
  /** What an included credit pays a month. */
  readonly credit: number;
}

/**
 * Accounts as small products have them, five kinds in turn, each with a change after two to six months that takes
 * between nothing and nine tenths of a cost away, or adds a fifth. The same in every run.
 */
export function simulatedChanges(count: number): SimulatedChange[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = chanceFrom(104_729 * (index + 1));
    const [name, shape] = SHAPES[index % SHAPES.length] as (typeof SHAPES)[number];
    const at = 60 + Math.floor(120 * chance.uniform());
    const day = shape(chance);
    const without = Array.from({ length: at + 30 }, (_, i) => Math.max(0, day(i)));
    const left = chance.uniform() < 0.1 ? 1.2 : 0.1 + 0.9 * chance.uniform();
    const came = without.map((cost, i) => (i < at ? cost : cost * left * Math.exp(0.05 * chance.normal())));
    return { name, without, came, at, credit: index % 2 === 0 ? 0 : 20 };
  });
}

/** The saving as it is stated after `days`, and the true one; null where none is stated. */
function stated(change: SimulatedChange, days: number) {
  const { without, came, at, credit } = change;
  const costs: Point[] = came.map((value, i) => ({ t: START + i * DAY, value }));
  const dueOf = (use: number) => Math.max(0, use - credit);
  const changedAt = START + at * DAY;
  const saved = savingSince({ costs, zone: 'UTC', changedAt, days, fees: { before: 0, after: 0 }, dueOf });
  if (saved === null) {
    return null;
  }
  const month = (values: readonly number[]) => (sum(values.slice(at, at + days)) * 30) / days;
  const truth = dueOf(month(without)) - dueOf(month(came));
  return { q10: fromMicros(saved.q10), q50: fromMicros(saved.q50), q90: fromMicros(saved.q90), truth };
}

export interface Coverage {
  readonly days: number;
  readonly stated: number;
  /** Share of true savings inside the stated interval. */
  readonly inside: number;
  /** Middle of the errors, in main units a month. */
  readonly bias: number;
}

/** How often the stated interval holds the truth. */
export function coverage(changes: readonly SimulatedChange[], days: number): Coverage {
  const all = changes.flatMap((change) => stated(change, days) ?? []);
  // Half a cent is less than what is shown.
  const inside = all.filter(({ q10, q90, truth }) => truth >= q10 - 0.005 && truth <= q90 + 0.005);
  const errors = all.map(({ q50, truth }) => q50 - truth).sort((a, b) => a - b);
  return { days, stated: all.length, inside: inside.length / all.length, bias: errors[errors.length >> 1] ?? 0 };
}

type Shape = (chance: Chance) => (day: number) => number;

const SHAPES: readonly (readonly [string, Shape])[] = [
  ['steady', (chance) => (day) => 3 * week(day, 0.8) * chance.factor(0.1)],
  [
    'growing',
    (chance) => {
      const growth = 0.002 + 0.006 * chance.uniform();
      return (day) => 1.5 * Math.exp(growth * day) * week(day, 0.7) * chance.factor(0.15);
    },
  ],
  [
    'with moods',
    (chance) => {
      let mood = 0;
      return (day) => {
        mood = 0.8 * mood + 0.12 * chance.normal();
        return 4 * Math.exp(mood) * week(day, 0.4) * chance.factor(0.15);
      };
    },
  ],
  [
    'wandering',
    (chance) => {
      let level = 0;
      return (day) => {
        level += 0.03 * chance.normal();
        return 5 * Math.exp(level) * week(day, 0.9) * chance.factor(0.08);
      };
    },
  ],
  ['with heavy days', (chance) => (day) => 2 * week(day, 0.6) * chance.factor(0.2) * (chance.uniform() < 0.05 ? 3 : 1)],
];

function week(day: number, weekend: number): number {
  return day % 7 >= 5 ? weekend : 1;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

interface Chance {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly factor: (spread: number) => number;
}

/** Source: mulberry32 (T. Ettinger, public domain); normal numbers by Box and Muller (1958). */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (((x ^ (x >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, factor: (spread) => Math.exp(spread * normal()) };
}
