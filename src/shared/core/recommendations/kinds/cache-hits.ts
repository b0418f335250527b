import { driverKind } from './driver';

/** Below this share of answers from the cache there is something to gain. */
const FEW = 0.5;

/** A request that the cache answers runs no function and moves nothing from the origin. */
export const cacheHits = driverKind({
  id: 'cache-hits',
  meters: [
    'VERCEL_FUNCTIONS ACTIVE_CPU_HOURS',
    'VERCEL_FUNCTIONS INVOCATIONS',
    'VERCEL_FUNCTIONS PROVISIONED_MEMORY_GB_HOURS',
    'VERCEL_FUNCTIONS DURATION_GB_HOURS',
    'VERCEL_BANDWIDTH FAST_ORIGIN_TRANSFER_GB',
  ],
  asks: { name: 'more-cache-hits', unit: 'share', assumed: 0.2, least: 0, most: 1 },
  left: (answer, { cacheHitRatio }) => Math.max(0, 1 - answer / (1 - (cacheHitRatio ?? 0))),
  against: ['older-answers', 'no-personal-pages'],
  hours: 4,
  applies: ({ cacheHitRatio }) => cacheHitRatio !== null && cacheHitRatio < FEW,
});
