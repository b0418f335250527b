import type { Store } from './store';

/** A repository reduced to those of its methods that read. */
type Reads<Name extends keyof Store, Methods extends keyof Store[Name]> = Pick<Store[Name], Methods>;

/** The store as a question sees it: whatever it asks, nothing changes. A method that is not in this list may write. */
export interface ReadStore extends Pick<Store, 'file' | 'openReport' | 'dataVersion' | 'revision'> {
  readonly connections: Reads<'connections', 'list' | 'find' | 'cursors'>;
  readonly samples: Reads<
    'samples',
    'listSeries' | 'findSeries' | 'latest' | 'raw' | 'meter' | 'days' | 'daysOf' | 'range' | 'ranges' | 'sums'
  >;
  readonly limits: Reads<'limits', 'list'>;
  readonly recommendations: Reads<'recommendations', 'list' | 'find' | 'events' | 'outcomes'>;
  readonly alerts: Reads<'alerts', 'open' | 'list' | 'find' | 'lastOf' | 'events'>;
  readonly deliveries: Reads<
    'deliveries',
    'list' | 'digests' | 'ofAlert' | 'unread' | 'unreadDigests' | 'waiting' | 'waitingDigests' | 'failures'
  >;
  readonly channels: Reads<'channels', 'list'>;
  readonly cycles: Reads<'cycles', 'last' | 'attemptsOf' | 'lastAttempts' | 'lastMessage' | 'requestsSince'>;
  readonly facts: Reads<'facts', 'projects' | 'deployments' | 'stores'>;
  readonly charges: Reads<'charges', 'byProduct' | 'byPlace' | 'revision' | 'rows' | 'totals' | 'sources'>;
  readonly priceOverrides: Reads<'priceOverrides', 'list'>;
  readonly budgets: Reads<'budgets', 'list'>;
  readonly forecasts: Reads<'forecasts', 'due' | 'scored' | 'lastTargets'>;
  readonly aiUsage: Reads<'aiUsage', 'months' | 'days' | 'costs'>;
  readonly limitHistory: Reads<'limitHistory', 'list'>;
  readonly planHistory: Reads<'planHistory', 'list'>;
  readonly billStatements: Reads<'billStatements', 'list'>;
  readonly providerLimits: Reads<'providerLimits', 'list'>;
  readonly providerFacts: Reads<'providerFacts', 'list'>;
  readonly backfills: Reads<'backfills', 'list'>;
  readonly keptForecasts: Reads<'keptForecasts', 'all'>;
  readonly modelForecasts: Reads<'modelForecasts', 'list'>;
  readonly priceLists: Reads<'priceLists', 'stamp' | 'list'>;
  readonly verdicts: Reads<'verdicts', 'last' | 'order'>;
  readonly jobRuns: Reads<'jobRuns', 'last'>;
  readonly settings: Reads<'settings', 'get' | 'all'>;
  readonly setAside: Reads<'setAside', 'status'>;
}

export type { AiCost, ChargePlace, ConnectionBudget } from './billed';
export type { BillStatement, ModelDay, ProviderFactRow, ProviderLimitRow, SeenPlan } from './learned';
export { DEFAULT_RETENTION } from './maintenance/retention';
export type { DayValue, SeriesRange } from './measured';
export type { OpenReport, SetAside } from './store';
