import type { ActionParts } from './decision-parts';

/** Keeps what was worked out since the last time: at its next start the app shows it without working anything out. */
export async function keepForecasts({
  store,
  clock,
  forecasts,
}: Pick<ActionParts, 'store' | 'clock' | 'forecasts'>): Promise<void> {
  const changed = await forecasts.takeChanged();
  if (changed !== null) {
    await store.keptForecasts.replace(changed, clock.now());
  }
}
