/** What providers tell of a connection besides figures: budgets that they keep, credit, period and seats, what they stopped, statements. */
export const PROVIDER_FACT_KINDS = [
  'budgets',
  'credit',
  'account',
  'invoices',
  'block',
  'topQueries',
  'gatewayBudgets',
] as const;
export type ProviderFactKind = (typeof PROVIDER_FACT_KINDS)[number];
