import type { PricedParts } from '#main/queries/read-parts';
import type { Alert, AlertEvent } from '#shared/domain/alert';

/** What decisions rest on besides the store. */
export type DecisionParts = PricedParts;

/** Tells people about a step in an alert's life. */
export interface AlertTeller {
  tell(alert: Alert, event: AlertEvent): Promise<void>;
}
