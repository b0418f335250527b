import type { MonitoringCycle } from '#shared/domain/cycle';
import type { ReadParts } from '../read-parts';

/** The newest monitoring cycle of any process on this file, that ended; null before the first. */
export function readLastCycle({ store }: Pick<ReadParts, 'store'>): Promise<MonitoringCycle | null> {
  return store.cycles.last();
}
