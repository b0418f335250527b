import type { MetricDefinition } from '#shared/domain/metric';
import { summaryKey } from '#shared/domain/service';
import type { ProviderDescriptor } from '../monitor';

export const SERVICE = 'VERCEL_AI_GATEWAY';
export const CREDITS = 'credits';
export const AI_GATEWAY_URL = 'https://ai-gateway.vercel.sh/v1';

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
      help: 'Made in the AI Gateway section of the Vercel dashboard. Headroom only reads the balance, which costs nothing.',
      link: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
      environment: ['AI_GATEWAY_API_KEY'],
      check: (value) => (/^\S{8,}$/.test(value) ? null : 'A key is one long word without spaces.'),
    },
  ],
  metrics,
  capabilities: [{ id: CREDITS, title: 'Balance', feeds: metrics.map(({ metric }) => summaryKey(SERVICE, metric)) }],
  billingProvider: 'vercel',
  baseUrl: AI_GATEWAY_URL,
  baseUrlVariable: 'HEADROOM_AI_GATEWAY_URL',
  links: {
    usage: () => 'https://vercel.com/dashboard/ai-gateway',
    upgrade: () => 'https://vercel.com/dashboard/ai-gateway',
  },
};
