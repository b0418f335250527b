import type { Instant } from '#shared/domain/instant';
import { LARGEST_KEPT, latestKept } from '#shared/domain/instant-bounds';
import type { MetricSample, Series } from '#shared/domain/series';

/** Whether a metric may be below zero; the descriptors of the providers know. */
export type MayBeNegative = (sample: Pick<MetricSample, 'service' | 'metric' | 'unit'>) => boolean;

/** Without better knowledge only money may be negative: providers give credits back. */
export const moneyMayBeNegative: MayBeNegative = (sample) => sample.unit === 'USD';

/** Why a reading cannot be kept, as a clause for a person, or null when it can. `now` is epoch seconds. */
export function faultOfReading(time: Instant, value: number, now: Instant, mayBeNegative: boolean): string | null {
  if (!Number.isFinite(value)) {
    return `the value ${value} is not a finite number`;
  }
  if (Math.abs(value) > LARGEST_KEPT) {
    return `the value ${value} is larger than any that can be right`;
  }
  if (!Number.isInteger(time) || time <= 0) {
    return `the time ${time} is not a whole number of seconds since 1970`;
  }
  if (time > latestKept(now)) {
    return 'the time lies in the future';
  }
  if (value < 0 && !mayBeNegative) {
    return `the value ${value} is negative, which this metric cannot be`;
  }
  return null;
}

/** Why a sample does not fit the series that it names, or null when it does. */
export function faultOfKind(series: Series, sample: MetricSample): string | null {
  if (series.kind !== sample.kind) {
    return `the series is kept as ${series.kind}, the sample says ${sample.kind}`;
  }
  if (series.unit !== sample.unit) {
    return `the series is kept in ${series.unit}, the sample says ${sample.unit}`;
  }
  if (series.zone !== sample.zone) {
    return `the days of the series are cut in ${series.zone}, the sample says ${sample.zone}`;
  }
  return null;
}
