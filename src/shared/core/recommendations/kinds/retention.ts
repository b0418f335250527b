import { driverKind } from './driver';

/** History and snapshots of a database are stored as long as they are kept. */
export const retention = driverKind({
  id: 'retention',
  meters: ['NEON_POSTGRES INSTANT_RESTORE_GB', 'NEON_POSTGRES SNAPSHOT_GB'],
  asks: { name: 'shorter-history', unit: 'share', assumed: 0.5, least: 0, most: 1 },
  left: (answer) => 1 - answer,
  against: ['shorter-restore'],
  hours: 0.5,
  share: 0.1,
});
