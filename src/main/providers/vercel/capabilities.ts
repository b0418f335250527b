import { DAY, HOUR } from '#shared/domain/instant';
import { summaryKey } from '#shared/domain/service';
import type { Capability } from '../monitor';
import { METERED, USAGE_TYPES } from './metered';
import { hourlyDefinitions } from './observability';
import { ACCOUNT_SERVICE, CREDIT, SPEND } from './spend';

/** A capability of the Vercel account with how often it is asked, in seconds; 0 is every cycle. */
export interface VercelCapability extends Capability {
  readonly every: number;
}

export const ACCOUNT = 'account';
export const PROJECTS = 'projects';
export const PROJECT_USAGE = 'usage:projects';
export const COSTS = 'costs';
export const DEPLOYMENTS = 'deployments';
export const STORES = 'stores';
export const SPENDING = 'spend';
export const BUDGETS = 'budgets';
export const GATEWAY_BUDGETS = 'gateway-budgets';
export const INCLUDED_CREDIT = 'credit';
export const CHARGES = 'charges';
export const INVOICES = 'invoices';
export const HOURLY_COUNTS = 'metrics';

const USAGE_TITLES: Readonly<Record<string, string>> = {
  requests: 'Traffic and functions by day',
  builds: 'Builds by day',
  storage_blob: 'Blob storage by day',
  cron_jobs: 'Cron jobs by day',
  data_cache: 'Data cache by day',
  log_drains: 'Drains by day',
};

/** Types that change with every visitor are asked in every cycle, the others once an hour. */
const EVERY_CYCLE = new Set(['requests', 'builds']);

export const usageCapability = (type: string): string => `usage:${type}`;

const keysOf = (keep: (metered: (typeof METERED)[number]) => boolean): string[] =>
  METERED.filter(keep).map(({ service, metric }) => summaryKey(service, metric));

export const vercelCapabilities: readonly VercelCapability[] = [
  { id: ACCOUNT, title: 'Account, plan and token', feeds: [], every: HOUR },
  { id: PROJECTS, title: 'Projects', feeds: [], every: HOUR },
  ...USAGE_TYPES.map((type) => ({
    id: usageCapability(type),
    title: USAGE_TITLES[type] ?? `Usage of ${type} by day`,
    feeds: keysOf(({ usage }) => usage?.type === type),
    every: EVERY_CYCLE.has(type) ? 0 : HOUR,
  })),
  { id: PROJECT_USAGE, title: 'Usage by project', feeds: [], every: HOUR },
  { id: COSTS, title: 'Billed usage by day', feeds: keysOf(({ usage }) => usage === undefined), every: HOUR },
  { id: CHARGES, title: 'Charges of the invoice', feeds: [], every: DAY },
  { id: INVOICES, title: 'Invoices', feeds: [], every: DAY },
  { id: SPENDING, title: 'Spend of this cycle', feeds: [summaryKey(ACCOUNT_SERVICE, SPEND)], every: 0 },
  { id: BUDGETS, title: 'Budgets', feeds: [], every: HOUR },
  { id: GATEWAY_BUDGETS, title: 'Budgets of the AI Gateway', feeds: [], every: HOUR },
  { id: INCLUDED_CREDIT, title: 'Included credit', feeds: [summaryKey(ACCOUNT_SERVICE, CREDIT)], every: 0 },
  {
    id: HOURLY_COUNTS,
    title: 'Counts by the hour',
    feeds: hourlyDefinitions.map(({ service, metric }) => summaryKey(service, metric)),
    every: 0,
  },
  { id: STORES, title: 'Stores', feeds: [], every: HOUR },
  { id: DEPLOYMENTS, title: 'Deployments', feeds: [], every: 0 },
];

/** How often a capability is asked, in seconds. */
export function cadenceOf(id: string): number {
  return vercelCapabilities.find((capability) => capability.id === id)?.every ?? HOUR;
}
