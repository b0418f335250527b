import { type Connection, PAUSED_SETTING } from '#shared/domain/connection';
import type { DecisionParts } from './decision-parts';

/**
 * Leaves a connection alone from the next cycle on, or reads it again; what was read stays and grows old. Null where
 * there is none of this id.
 */
export async function pauseConnection(
  { store }: Pick<DecisionParts, 'store'>,
  id: string,
  paused: boolean,
): Promise<Connection | null> {
  const known = await store.connections.find(id);
  if (known === null) {
    return null;
  }
  const { [PAUSED_SETTING]: _before, ...others } = known.settings;
  const next = { ...known, settings: paused ? { ...others, [PAUSED_SETTING]: 'yes' } : others };
  await store.connections.save(next);
  return next;
}
