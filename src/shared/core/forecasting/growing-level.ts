import type { Seasons } from './candidates';
import { ROOM, type StabilizingTransform } from './stabilizing-transform';

/** A level that hardly ever falls, such as a running total or a store that is only added to. */
export interface GrowingLevel {
  /** Where it stands, in its own unit. */
  readonly last: number;
  /** Mean rise of a step, above zero. */
  readonly rate: number;
}

/** Seasonal periods that must be known before "it never fell" says that it never will. */
const ENOUGH_PERIODS = 4;
/** Falls that count as none, as a share of the rises: stores wobble when they clean up. */
const MOST_FALL = 0.02;

/** What grows in `measured` (NaN for gaps); null when it falls too, does not rise or is too short to say. */
export function growingLevel(measured: Float64Array, { short }: Seasons): GrowingLevel | null {
  const known = measured.filter(Number.isFinite);
  let rises = 0;
  let falls = 0;
  for (let i = 1; i < known.length; i += 1) {
    const change = (known[i] as number) - (known[i - 1] as number);
    rises += Math.max(0, change);
    falls += Math.max(0, -change);
  }
  if (known.length < ENOUGH_PERIODS * short || rises === 0 || falls > MOST_FALL * rises) {
    return null;
  }
  return { last: known.at(-1) as number, rate: (rises - falls) / (measured.length - 1) };
}

/** The scale on which the rise of a growing level over some steps is uncertain by about the same at every rate. */
export type RiseScale = Pick<StabilizingTransform, 'forward' | 'backward'>;

/**
 * `log(y - from + 0.3 r)`, `r` the usual rise over so many steps, for levels in their own unit: what is uncertain of
 * such a level is how much is added, which is never less than nothing and now and then several times the usual.
 * Source: the shifted logarithm of `stabilizingTransform`, with the rise in place of the level.
 */
export function riseScale({ rate }: GrowingLevel, from: number, steps: number): RiseScale {
  const room = ROOM * rate * steps;
  return {
    forward: (value) => Math.log(Math.max(0, value - from) + room),
    backward: (value) => from + Math.max(0, Math.exp(Math.min(value, 700)) - room),
  };
}

/** Share of a relative change of the rise to `value`, over so many steps, that is left on its scale: below 1 for the shift. */
export function shareOnScale({ last, rate }: GrowingLevel, value: number, steps: number): number {
  const rise = Math.max(0, value - last);
  return rise / (rise + ROOM * rate * steps);
}
