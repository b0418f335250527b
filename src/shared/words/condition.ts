import type { AlertCondition } from '#shared/domain/alert-condition';

/** What a condition is about, as the head of its rule. */
export const CONDITION_TITLES: Readonly<Record<AlertCondition, string>> = {
  limit: 'Limits',
  budget: 'Budgets',
  rate: 'Unusual use',
  'spend-rate': 'Unusual spending',
  unexpected: 'Use where none is expected',
  stop: 'Stopped by a provider',
  stale: 'A silent source',
  network: 'No network',
  token: 'Tokens',
  price: 'Prices',
  deployment: 'After a deployment',
  silence: 'Use that stops',
  reset: 'A window begins anew',
  back: 'Back again',
};
