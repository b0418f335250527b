import { driverKind } from './driver';

/** Memory is paid for as long as a function runs, used or not. */
export const functions = driverKind({
  id: 'functions',
  meters: ['VERCEL_FUNCTIONS PROVISIONED_MEMORY_GB_HOURS', 'VERCEL_FUNCTIONS DURATION_GB_HOURS'],
  asks: { name: 'spare-memory', unit: 'share', assumed: 0.5, least: 0, most: 0.75 },
  left: (answer) => 1 - answer,
  against: ['less-memory-less-cpu'],
  hours: 2,
});
