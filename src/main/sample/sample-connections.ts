import type { Credentials } from '#main/providers/monitor';
import type { Simulator } from '#main/simulator/index';
import type { ConnectionBudget } from '#main/store/billed';
import { limitReasonOf } from '#shared/core/pricing/effective-limit';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import {
  DEFAULT_CRITICAL_PERCENT,
  DEFAULT_WARNING_PERCENT,
  type InfrastructureLimit,
  PLAN_LIMIT,
} from '#shared/domain/limit';
import { toMicros } from '#shared/domain/money';
import type { BusinessAssumptions } from '#shared/domain/recommendation';

const VERCEL = 'sample-vercel';
const REDIS = 'sample-redis';
const OPENAI = 'sample-openai';
const ANTHROPIC = 'sample-anthropic';

/** What the owner of the sample account told about the business. */
export const SAMPLE_ASSUMPTIONS: BusinessAssumptions = {
  revenuePerDay: 4_000,
  lostShare: 0.5,
  hoursToRecover: 12,
  hoursOfWork: null,
  hourlyRate: null,
};

/** Where the clouds of the sample are, and which keys they take. */
type Clouds = Pick<Simulator, 'credentials'>;

/** The sample's connections, as a user would have made them, pointed at the running simulator. */
export function sampleConnections(simulator: Clouds, now: Instant): readonly Connection[] {
  const { vercel, redis, openai, anthropic } = simulator.credentials;
  const base = { billingAnchor: null, expiresAt: null, createdAt: now };
  return [
    {
      ...base,
      id: VERCEL,
      provider: 'vercel',
      title: 'acme',
      settings: { baseUrl: vercel.url, teamId: vercel.teamId },
      billing: null,
    },
    {
      ...base,
      id: REDIS,
      provider: 'redis',
      title: redis[0]?.name ?? 'cache',
      settings: { restUrl: redis[0]?.url ?? '' },
      // The client's own plan, chosen by the owner of the sample: 30 MB, Pro for $1.
      billing: { provider: 'vercel-kv', plan: 'free', planName: 'Free', source: 'user' },
    },
    ...(openai === null
      ? []
      : [{ ...base, id: OPENAI, provider: 'openai', title: 'acme', settings: { baseUrl: openai.url }, billing: null }]),
    ...(anthropic === null
      ? []
      : [
          {
            ...base,
            id: ANTHROPIC,
            provider: 'anthropic',
            title: 'acme',
            settings: { baseUrl: anthropic.url },
            billing: null,
          },
        ]),
  ];
}

/** The made-up secrets that the simulator accepts. */
export function sampleCredentials(simulator: Clouds, connectionId: string): Credentials {
  const { vercel, redis, openai, anthropic } = simulator.credentials;
  switch (connectionId) {
    case VERCEL:
      return { token: vercel.token };
    case OPENAI:
      return { adminKey: openai?.adminKey ?? '' };
    case ANTHROPIC:
      return { adminKey: anthropic?.adminKey ?? '' };
    default:
      return { restToken: redis[0]?.token ?? '' };
  }
}

/** What the owner of the sample account wants to spend at most in a billing period: 200 USD at Vercel. */
export const SAMPLE_BUDGETS: readonly ConnectionBudget[] = [
  { connectionId: VERCEL, scope: 'account', key: null, amount: toMicros(200), currency: 'USD' },
];

/** The one limit that the owner of the sample set by hand: a ceiling for build minutes. */
export function sampleLimits(now: Instant): readonly InfrastructureLimit[] {
  return [
    {
      connectionId: VERCEL,
      projectId: '',
      service: 'VERCEL_BUILD',
      metric: 'BUILD_MINUTES',
      limitId: PLAN_LIMIT,
      value: 6_000,
      unit: 'minutes',
      window: 'billing-cycle',
      atLimit: 'inform',
      consequence: '',
      warningPercent: DEFAULT_WARNING_PERCENT,
      criticalPercent: DEFAULT_CRITICAL_PERCENT,
      enabled: true,
      source: 'user',
      reason: limitReasonOf('own'),
      asOf: now,
    },
  ];
}
