import { driverKind } from './driver';

/** Requests of crawlers and scanners are charged like those of visitors. */
export const bots = driverKind({
  id: 'bots',
  meters: ['VERCEL_EDGE EDGE_REQUESTS', 'VERCEL_EDGE EDGE_REQUEST_CPU_HOURS', 'VERCEL_EDGE MIDDLEWARE_INVOCATIONS'],
  asks: { name: 'bot-share', unit: 'share', assumed: 0.2, least: 0, most: 1 },
  left: (answer) => 1 - answer,
  against: ['blocks-search'],
  hours: 2,
});
