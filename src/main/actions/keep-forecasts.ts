import { KEPT_FORECASTS_KEY } from '#main/queries/usage/kept-forecasts';
import type { ActionParts } from './decision-parts';

/** Keeps what was worked out since the last time: at its next start the app shows it without working anything out. */
export async function keepForecasts({ store, forecasts }: Pick<ActionParts, 'store' | 'forecasts'>): Promise<void> {
  const changed = await forecasts.takeChanged();
  if (changed !== null) {
    await store.settings.set(KEPT_FORECASTS_KEY, changed);
  }
}
