import type { Clock } from '#main/clock';
import type { Catalog } from '#main/providers/catalog';
import type { Store } from '#main/store/store';
import type { ForecastCache } from './forecast-cache';

/** What a question may look at. Queries never write. */
export interface ReadParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly forecasts: ForecastCache;
}
