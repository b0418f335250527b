/** What providers tell of a connection besides figures: budgets that they keep, credit, what they stopped, statements. */
export const PROVIDER_FACT_KINDS = ['budgets', 'credit', 'block', 'topQueries'] as const;
export type ProviderFactKind = (typeof PROVIDER_FACT_KINDS)[number];
