import { driverKind } from './driver';

/** Pages are rendered anew at their interval, whether or not anything changed. */
export const isr = driverKind({
  id: 'isr',
  meters: ['VERCEL_ISR WRITES', 'VERCEL_ISR READS'],
  asks: { name: 'longer-interval', unit: 'share', assumed: 0.5, least: 0, most: 1 },
  left: (answer) => 1 - answer,
  against: ['older-pages'],
  hours: 2,
});
