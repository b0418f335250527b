import { changePoints } from './change-points';
import { fillGaps } from './fill-gaps';
import { median } from './quantiles';
import { isRandomWalk } from './random-walk';
import { stabilizingTransform } from './stabilizing-transform';

/** A jump of a level counts from so many of its usual steps on. */
const CLEAR_STEPS = 6;

/**
 * `measured` (NaN for gaps) as if it had always stood where a deployment or plan change put it: what lies
 * before a level shift at one of `events` is moved by the shift, so that the shift is taken for neither
 * trend nor noise. Shifts elsewhere are left to the smoothing, which did better on the real series than
 * a restart at every one (docs/forecasting.md).
 *
 * Amounts are moved by the same ratio, levels by the same difference. Source: the step intervention at a
 * known moment of Box and Tiao, "Intervention analysis", JASA 70 (1975).
 */
export function restartAtEvents(measured: Float64Array, season: number, events: readonly number[]): Float64Array {
  const inside = events.filter((index) => index > 1 && index < measured.length - 1);
  if (inside.length === 0) {
    return measured;
  }
  const filled = fillGaps(measured);
  return isRandomWalk(filled)
    ? withoutJumps(measured, filled, inside)
    : withoutShifts(measured, filled, season, inside);
}

function withoutShifts(
  measured: Float64Array,
  filled: Float64Array,
  season: number,
  events: readonly number[],
): Float64Array {
  const scale = stabilizingTransform(filled);
  const known = new Set(events.flatMap((index) => [index - 1, index, index + 1]));
  const shifts = changePoints(filled.map(scale.forward), season, [...known]).filter(({ index }) => known.has(index));
  return measured.map((value, i) => {
    const shift = shifts.reduce((sum, { index, change }) => (i < index ? sum + change : sum), 0);
    return shift === 0 ? value : scale.backward(scale.forward(value) + shift);
  });
}

function withoutJumps(measured: Float64Array, filled: Float64Array, events: readonly number[]): Float64Array {
  const steps = filled.subarray(1).map((value, i) => value - (filled[i] as number));
  const usual = median(steps);
  const spread = 1.4826 * median(steps.map((step) => Math.abs(step - usual)));
  const jumps = events.map((index) => {
    const nearby = [index - 1, index, index + 1].map((at) => ({ at, jump: (steps[at - 1] ?? usual) - usual }));
    return nearby.reduce((a, b) => (Math.abs(b.jump) > Math.abs(a.jump) ? b : a));
  });
  const clear = jumps.filter(
    ({ at, jump }, i) =>
      Math.abs(jump) > CLEAR_STEPS * Math.max(spread, Math.abs(usual)) && jumps.findIndex((j) => j.at === at) === i,
  );
  return measured.map((value, i) => clear.reduce((sum, { at, jump }) => (i < at ? sum + jump : sum), value));
}
