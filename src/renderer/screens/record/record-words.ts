import { missSide } from '#shared/core/forecasting/backtest';
import { formatDate, formatDateRange, formatWeekday } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { counted } from '#shared/format/plural';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { BacktestDayView, MissView, RecordLineView, RecordView } from '#shared/ipc/record';

/** Fewer judged forecasts than this say little. */
export const FEWEST_SCORED = 20;
/** Share that the 80 % range promises. */
export const PROMISED = 0.8;
/** From so far under the promise on a series stands out. */
const FAR_UNDER = 0.05;
/** A width that moved by less is as it was. */
const NOTABLE_WIDTH = 0.05;
/** Series that a sentence names. */
const NAMED = 3;

/** Share of forecasts that came true inside the 80 % range; null where there are too few to judge. */
export function shareKept({ count, inside80 }: Pick<RecordLineView, 'count' | 'inside80'>): number | null {
  return count < FEWEST_SCORED ? null : inside80 / count;
}

/** Whether a share lies five points or more under the promise. */
export function isFarUnder(share: number): boolean {
  return share <= PROMISED - FAR_UNDER;
}

/** `The 80 % ranges held in 82 % of 371 forecasts`. */
export function headline({ overall }: RecordView): string {
  const { count, inside80 } = overall;
  const forecasts = counted(count, 'forecast');
  return count < FEWEST_SCORED
    ? `${forecasts} came due, too few to judge`
    : `The 80 % ranges held in ${formatPercent((inside80 / count) * 100)} of ${forecasts}`;
}

/** How the forecasts are made and judged, and which series kept their word. */
export function summary({ overall, series }: RecordView): string {
  const made = 'One forecast a day for each series, judged when its day is over and final.';
  const replayed =
    overall.replayed === 0
      ? ''
      : ` ${formatNumber(overall.replayed)} were made afterwards, each from nothing but what was known before its day.`;
  return `${made}${replayed}${verdict(series)}`;
}

function verdict(series: readonly RecordLineView[]): string {
  const judged = series.filter(({ count }) => count >= FEWEST_SCORED);
  const under = judged.filter((line) => isFarUnder(shareKept(line) ?? 1));
  if (judged.length === 0) {
    return '';
  }
  if (under.length === 0) {
    return ' No series is five points or more under its promise.';
  }
  const names = listed(under.map(({ title }) => title));
  return ` ${names} held less than promised; the others kept their word.`;
}

/** `Redis storage by 23 %, Build minutes by 8 % and 2 more`; null where no range is wider. */
export function widened(series: readonly RecordLineView[]): string | null {
  const wider = series.filter(({ scale }) => scale >= 1 + NOTABLE_WIDTH).sort((a, b) => b.scale - a.scale);
  return wider.length === 0
    ? null
    : listed(wider.map(({ title, scale }) => `${title} by ${formatPercent((scale - 1) * 100)}`));
}

/**
 * Points by which the share may lie off the promise by chance alone: 1.96 standard errors of a binomial share, at
 * least one.
 */
export function chancePoints(count: number): number {
  return Math.max(1, Math.round(196 * Math.sqrt((PROMISED * (1 - PROMISED)) / count)));
}

/** `31 %`, `12 % worse`; a dash where nothing ever changed. */
export function beatsWords(share: number | null): string {
  if (share === null) {
    return '–';
  }
  return share < 0 ? `${formatPercent(-share * 100)} worse` : formatPercent(share * 100);
}

/** `13 Nov`, `31 Oct – 6 Nov`: the days of a run, as the source cuts them. */
export function missDays({ from, to, zone }: MissView): string {
  return from === to ? formatDate(from - 1, zone) : formatDateRange(from - 1, to - 1, zone);
}

/** `7 in a row too low, by up to 3.9 MB. api was deployed the day it began.` */
export function missSentence({ days, side, most, unit, cause }: MissView): string {
  const far = sizeWords(most, unit);
  const what = days === 1 ? `Too ${side} by ${far}.` : `${days} in a row too ${side}, by up to ${far}.`;
  if (cause === null) {
    return what;
  }
  return cause.kind === 'plan'
    ? `${what} The plan changed to ${cause.name} as it began.`
    : `${what} ${cause.name} was deployed as it began.`;
}

/** The least that two digits behind the point can show. */
const LEAST_SHOWN = 0.01;

/** A distance that is there never reads as none: `less than 0.01 CPU-hours`. */
function sizeWords(size: number, unit: string): string {
  const words = formatQuantity(size, unit);
  return size > 0 && words === formatQuantity(0, unit) ? `less than ${formatQuantity(LEAST_SHOWN, unit)}` : words;
}

/** One day of the chart in words: when, what came, what was expected, how it ended. */
export function backtestWords(
  day: BacktestDayView,
  unit: string,
  zone: string,
): { readonly when: string; readonly came: string; readonly expected: string; readonly verdict: string } {
  const { step } = day;
  const side = missSide(day);
  return {
    when: formatWeekday(step.t - 1, zone),
    came: formatQuantity(day.actual, unit),
    expected: `${formatNumber(step.q10)} to ${formatQuantity(step.q90, unit)} expected`,
    verdict: side === null ? 'held' : `missed, too ${side}`,
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  if (more > 0) {
    return `${shown.join(', ')} and ${more} more`;
  }
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
