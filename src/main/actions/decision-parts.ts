import type { PricedParts, ReadParts } from '#main/queries/read-parts';
import type { Store } from '#main/store/store';
import type { AlertNotifier } from './alert-notifier';

/** What an action works with: it reads as a question does, and writes. */
export interface ActionParts extends ReadParts {
  readonly store: Store;
}

/** What decisions rest on besides the store. */
export interface DecisionParts extends PricedParts, ActionParts {
  readonly store: Store;
  /** Who tells people of the steps of alerts; absent or null: nobody does. */
  readonly notifier?: AlertNotifier | null;
}
