import type { Clock } from '#main/clock';
import type { ForecastModel } from '#main/forecast-model/forecast-model';
import type { Catalog } from '#main/providers/catalog';
import type { ReadStore } from '#main/store/read-store';
import type { PriceList } from '#shared/domain/price-list';
import type { ForecastCache } from './usage/forecast-cache';
import type { Forecaster } from './usage/forecaster';

/** What a question may look at. Queries never write. */
export interface ReadParts {
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly forecasts: ForecastCache;
  /** Who works forecasts out; left out: whoever asks, where it asks. */
  readonly forecaster?: Forecaster;
  /** A model that the user brings; used where it beat ours on the account's own record. */
  readonly model?: ForecastModel | null;
}

/** What a question about money or limits looks at too. */
export interface PricedParts extends ReadParts {
  /** The price list in use, with the person's corrections; loaded when it is first needed. */
  prices(): Promise<PriceList>;
}
