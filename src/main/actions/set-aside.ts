import type { ReadParts } from '#main/queries/read-parts';

/** Removes for good what was set aside because its time lay in the future. Answers how many rows. */
export function removeSetAside({ store }: Pick<ReadParts, 'store'>): Promise<number> {
  return store.setAside.remove();
}

/** Puts figures back whose time has come: it was the clock that came back which was wrong. Answers how many rows. */
export async function putBackSetAside({
  store,
  clock,
  forecasts,
}: Pick<ReadParts, 'store' | 'clock' | 'forecasts'>): Promise<number> {
  const rows = await store.setAside.putBack(clock.now());
  forecasts.forget();
  return rows;
}
