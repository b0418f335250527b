import type { Instant } from '#shared/domain/instant';

/** The figures of an hour or a day while readings are added in the order of time; the mean is `sum / count`. */
export interface Bucket {
  /** The bucket's first second. */
  readonly time: Instant;
  min: number;
  max: number;
  sum: number;
  last: number;
  count: number;
  /** How much a counter grew by readings of this bucket; null where no reading has one before it. */
  increase: number | null;
}

/** A bucket with its first reading. */
export function bucketOf(time: Instant, value: number, increase: number | null): Bucket {
  return { time, min: value, max: value, sum: value, last: value, count: 1, increase };
}

/** Adds a reading that is newer than all before. */
export function addReading(bucket: Bucket, value: number, increase: number | null): void {
  if (value < bucket.min) {
    bucket.min = value;
  }
  if (value > bucket.max) {
    bucket.max = value;
  }
  bucket.sum += value;
  bucket.last = value;
  bucket.count += 1;
  if (increase !== null) {
    bucket.increase = (bucket.increase ?? 0) + increase;
  }
}

/**
 * What a counter grew by between two readings. A lower reading means that it started again at zero,
 * so that the reading itself is the least that was added (Prometheus' `increase` takes it alike).
 */
export function counterIncrease(before: number, after: number): number {
  return after >= before ? after - before : after;
}

/** Adds the figures of the next, newer bucket to `bucket`. */
export function addBucket(bucket: Bucket, next: Readonly<Bucket>): void {
  if (next.min < bucket.min) {
    bucket.min = next.min;
  }
  if (next.max > bucket.max) {
    bucket.max = next.max;
  }
  bucket.sum += next.sum;
  bucket.last = next.last;
  bucket.count += next.count;
  if (next.increase !== null) {
    bucket.increase = (bucket.increase ?? 0) + next.increase;
  }
}
