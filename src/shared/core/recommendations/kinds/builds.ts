import { driverKind } from './driver';

/** Builds that nobody needs: unchanged projects, previews of every push, caches that are not shared. */
export const builds = driverKind({
  id: 'builds',
  meters: [
    'VERCEL_BUILD BUILD_CPU_MINUTES',
    'VERCEL_BUILD BUILD_MINUTES',
    'VERCEL_BUILD BUILD_MINUTES_STANDARD',
    'VERCEL_BUILD BUILD_MINUTES_ENHANCED',
    'VERCEL_BUILD BUILD_MINUTES_TURBO',
  ],
  asks: { name: 'needless-builds', unit: 'share', assumed: 0.5, least: 0, most: 1 },
  left: (answer) => 1 - answer,
  others: [
    { id: 'no-previews', left: 0.4 },
    { id: 'standard-machine', left: 0 },
  ],
  against: ['skipped-builds', 'slower-builds'],
  hours: 3,
});
