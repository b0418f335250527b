import { DAY, type Instant } from '#shared/domain/instant';
import { formatDateTime, formatWeekday } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { limitAt } from './limit-stretches';
import type { PicturePoint, UsagePicture } from './usage-picture';

/** What the tooltip and the live region say about one point. */
export interface PointWords {
  readonly when: string;
  readonly value: string;
  /** `75 % of 30 MB`; empty without a limit in the picture. */
  readonly share: string;
  /** `+0.9 MB since the day before`; empty where there is no such point. */
  readonly change: string;
  /** `changed to Pro, storefront deployed`; empty for none. */
  readonly event: string;
}

/** The words of point `index` of the picture, in the zone of the chart; null where there is no such point. */
export function pointWords(chart: UsageChart, picture: UsagePicture, index: number): PointWords | null {
  const point = picture.points[index];
  if (!point) {
    return null;
  }
  const { unit } = chart.metric;
  const limit = limitAt(picture.scene.limit?.stretches ?? [], point.t);
  const when = chart.resolution === 'day' ? formatWeekday(point.t, chart.zone) : formatDateTime(point.t, chart.zone);
  return {
    when: `${when} (${chart.zone})${point.provisional ? ', not final' : ''}`,
    value: formatQuantity(point.value, unit),
    share: limit === null ? '' : `${formatPercent((point.value / limit) * 100)} of ${formatQuantity(limit, unit)}`,
    change: changeWords(picture.points, index, point, unit),
    event: eventWords(chart, picture, index),
  };
}

/** The words in one breath, for the live region. */
export function spokenPoint(words: PointWords): string {
  return [words.when, words.value, words.share, words.change, words.event].filter((part) => part !== '').join(', ');
}

function changeWords(points: readonly PicturePoint[], index: number, point: PicturePoint, unit: string): string {
  const target = point.t - DAY;
  let before: PicturePoint | undefined;
  for (let at = index - 1; at >= 0; at -= 1) {
    const candidate = points[at];
    if (candidate && candidate.t <= target + DAY / 24) {
      before = candidate;
      break;
    }
  }
  if (!before || target - before.t > DAY / 2) {
    return '';
  }
  const change = point.value - before.value;
  return `${change < 0 ? '−' : '+'}${formatQuantity(Math.abs(change), unit)} since the day before`;
}

/** Times of the points that something happened at, oldest first. */
export function eventfulTimes(chart: UsageChart, picture: UsagePicture): readonly Instant[] {
  return picture.points.filter((_, index) => eventWords(chart, picture, index) !== '').map(({ t }) => t);
}

function eventWords(chart: UsageChart, picture: UsagePicture, index: number): string {
  const [from, to] = stepOf(chart, picture, index);
  const isHere = ({ t }: { readonly t: Instant }) => t > from && t <= to;
  const plans = chart.planChanges.filter(isHere).map(({ name }) => `changed to ${name}`);
  const names = chart.deployments.filter(isHere).map(({ name }) => name);
  if (names.length === 0) {
    return plans.join(', ');
  }
  const deployed = names.length > 3 ? `${names.length} deployments` : `${[...new Set(names)].join(', ')} deployed`;
  return [...plans, deployed].join(', ');
}

/** What a point stands for, without the first moment: its day for a day's total, else the time since the point before. */
function stepOf({ resolution }: UsageChart, { points }: UsagePicture, index: number): readonly [Instant, Instant] {
  const here = points[index]?.t ?? 0;
  if (resolution === 'day') {
    return [here - 1, here + DAY - 1];
  }
  return [points[index - 1]?.t ?? Number.NEGATIVE_INFINITY, here];
}
