import type { Unit } from './units';

/** What a percentage is of: a chance, or by how much something is more or less than something else. */
export type Role = 'chance' | 'change';

/** For each of which a rate is told: `$5 a day`. */
export type Per = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** How a sentence bounds a figure: `about`, `nearly`, `over`, `at least`, `under`, `at most`. */
export type Bound = 'exact' | 'about' | 'nearly' | 'over' | 'least' | 'under' | 'most';

/** A figure that a sentence states. */
export interface Figure {
  readonly value: number;
  readonly half: number;
  readonly step: number;
  readonly scale: number;
  /** −1 for a minus, 1 for a plus, 0 where no sign is written. */
  readonly sign: -1 | 0 | 1;
  /** Null: a count of `nouns`, or a number by itself. */
  readonly unit: Unit | null;
  /** What is counted, without plurals, the head last: `edge requests` is edge, request. */
  readonly nouns: readonly string[];
  /** Of `45 of 52 forecasts`, what 45 may count. */
  readonly perhaps: readonly string[];
  /** Of `two of them critical`, of what sort those are. */
  readonly sort: readonly string[];
  /** Of `three alerts are critical`, what all of those are. */
  readonly state: string | null;
  readonly bound: Bound;
  /** Of `3.9 of 77.5 million`, 3.9 million: it is one or the other. */
  readonly scaled: Pick<Figure, 'value' | 'half' | 'step' | 'scale'> | null;
  /** The word right behind a number by itself: `two critical`. */
  readonly kind: string | null;
  /** Of a percentage: what the sentence says it to be. */
  readonly role: Role | null;
  /** True behind `within` or `the next`: the time in which something is likely. */
  readonly within: boolean;
  /** True behind `all` or `the`: a number by itself may be that of a list. */
  readonly all: boolean;
  /** Tokens from, and the first one behind, with sign, currency and unit. */
  readonly from: number;
  readonly to: number;
}
