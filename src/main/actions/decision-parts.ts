import type { ReadParts } from '#main/queries/read-parts';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { PriceList } from '#shared/domain/price-list';

/** What decisions rest on besides the store. */
export interface DecisionParts extends ReadParts {
  /** The price list, loaded when it is first needed. */
  prices(): Promise<PriceList>;
}

/** Tells people about a step in an alert's life. */
export interface AlertTeller {
  tell(alert: Alert, event: AlertEvent): Promise<void>;
}
