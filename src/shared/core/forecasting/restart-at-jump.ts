import { fillGaps } from './fill-gaps';
import { median } from './quantiles';

/** Share of its largest step that every step of a jump has. */
const PART = 0.5;
/** A move between stores takes days; what lasts longer is a habit, of which bends tell. */
const MOST_STEPS = 7;
/** Other steps that must be known to call one unusual. */
const FEWEST_OTHERS = 7;
/** Values that must follow where nobody says that the series is a level: it may as well be a viral day. */
const FEWEST_AFTER = 4;
/** Values that are left where a fall is taken out and what lay before it would lie below the floor. */
const FEWEST_LEFT = 4;

/** The steps that make up one jump, from index `from` to before `to`, and what they moved beyond the usual. */
interface Jump {
  readonly from: number;
  readonly to: number;
  readonly moved: number;
}

/**
 * A level with one lone jump (an import, a clean-up, a move between stores) as if it had always stood where that put it:
 * carried on as a growth rate, a store of 50 that was 80 from one day on would be forecast to reach 110. `measured` (NaN
 * for gaps) is answered as it is where no move is larger than all others together, since those are its way to move, and
 * where the jump is still going on. `isLevel`: known to be one, so that its last value alone tells where it stands.
 * Nothing goes below `floor`.
 *
 * Source: the step intervention of Box and Tiao, "Intervention analysis", JASA 70 (1975), at the one moment that
 * stands out by itself; at every shift found it made forecasts worse (docs/forecasting.md).
 */
export function restartAtJump(measured: Float64Array, floor: number, isLevel: boolean): Float64Array {
  const levels = fillGaps(measured);
  const jump = loneJump(levels.subarray(1).map((value, i) => value - (levels[i] as number)));
  const after = jump === null ? 0 : levels.length - 1 - jump.to;
  if (jump === null || after < (isLevel ? 0 : FEWEST_AFTER - 1) || (after === 0 && jump.to - jump.from > 1)) {
    return measured;
  }
  const moved = withoutJump(measured, levels, jump);
  const rebuilt = moved.subarray(moved.findLastIndex((value) => value < floor) + 1);
  return rebuilt.length < FEWEST_LEFT ? measured : rebuilt;
}

/** The one move that is larger than all others together, each counted beyond the usual step. */
function loneJump(steps: Float64Array): Jump | null {
  const usual = median(steps);
  const away = steps.map((step) => step - usual);
  const largest = away.reduce((most, off) => (Math.abs(off) > Math.abs(most) ? off : most), 0);
  const from = away.findIndex((off) => off / largest >= PART);
  let to = from;
  while (to < away.length && (away[to] as number) / largest >= PART) {
    to += 1;
  }
  const moved = away.subarray(from, to).reduce((sum, off) => sum + off, 0);
  const others = away.reduce((sum, off) => sum + Math.abs(off), 0) - Math.abs(moved);
  const isShort = to - from <= MOST_STEPS && away.length - (to - from) >= FEWEST_OTHERS;
  return largest !== 0 && isShort && Math.abs(moved) > others ? { from, to, moved } : null;
}

/** What lies before the jump is moved by it; what lies within is moved to where it ended. */
function withoutJump(measured: Float64Array, levels: Float64Array, { from, to, moved }: Jump): Float64Array {
  const usual = ((levels[to] as number) - (levels[from] as number) - moved) / (to - from);
  return measured.map((value, i) => {
    if (i <= from || i >= to || !Number.isFinite(value)) {
      return i > from ? value : value + moved;
    }
    return (levels[to] as number) - usual * (to - i);
  });
}
