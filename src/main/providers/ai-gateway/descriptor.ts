import type { MetricDefinition } from '#shared/domain/metric';
import { summaryKey } from '#shared/domain/service';
import type { ProviderDescriptor } from '../monitor';

export const SERVICE = 'VERCEL_AI_GATEWAY';
export const CREDITS = 'credits';
export const REPORT = 'report';
/** Key of the setting with which a person says `no` to the daily report, which Vercel charges half a cent for. */
export const REPORT_SETTING = 'report';
const AI_GATEWAY_URL = 'https://ai-gateway.vercel.sh/v1';

const common = { service: SERVICE, group: 'AI Gateway', unit: 'USD', kind: 'gauge', zone: 'UTC' } as const;

const metrics: readonly MetricDefinition[] = [
  {
    ...common,
    metric: 'BALANCE_USD',
    title: 'AI Gateway balance',
    shortTitle: 'Balance',
    icon: 'wallet',
    mayBeNegative: true,
  },
  {
    ...common,
    metric: 'USED_USD',
    title: 'AI Gateway spend since the start',
    shortTitle: 'Spent so far',
    icon: 'coins',
  },
];

export const aiGatewayDescriptor: ProviderDescriptor = {
  id: 'ai-gateway',
  title: 'Vercel AI Gateway',
  icon: 'route',
  fields: [
    {
      key: 'apiKey',
      label: 'Gateway key',
      secret: true,
      required: true,
      help: 'Made in the AI Gateway section of the Vercel dashboard. Headroom reads the balance, which costs nothing, and once a day the report by model, half a cent.',
      link: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
      environment: ['AI_GATEWAY_API_KEY'],
      check: (value) => (/^\S{8,}$/.test(value) ? null : 'A key is one long word without spaces.'),
    },
    {
      key: REPORT_SETTING,
      label: 'Daily report',
      secret: false,
      required: false,
      help: 'Spend by day and model, once a day; Vercel charges some 15 cents a month for it. Write no to leave it out: the month is then known from the first reading on only.',
      placeholder: 'yes',
      environment: ['HEADROOM_AI_GATEWAY_REPORT'],
      check: (value) => (/^(yes|no)$/i.test(value) ? null : 'Write yes or no.'),
    },
  ],
  metrics,
  capabilities: [
    { id: CREDITS, title: 'Balance', feeds: metrics.map(({ metric }) => summaryKey(SERVICE, metric)) },
    { id: REPORT, title: 'Spend by day and model', feeds: [] },
  ],
  billingProvider: 'vercel',
  baseUrl: AI_GATEWAY_URL,
  baseUrlVariable: 'HEADROOM_AI_GATEWAY_URL',
  // The gateway is a part of Vercel's own page.
  statusPage: () => ({ title: 'Vercel', url: 'https://www.vercel-status.com/api/v2/status.json', form: 'status' }),
  links: {
    usage: () => 'https://vercel.com/dashboard/ai-gateway',
    upgrade: () => 'https://vercel.com/dashboard/ai-gateway',
  },
};
