import type { PricedParts } from '#main/queries/read-parts';

/** What decisions rest on besides the store. */
export type DecisionParts = PricedParts;
