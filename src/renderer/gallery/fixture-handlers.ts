import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { AppState, ProviderForm, Settings, VerificationView } from '#shared/ipc/app';
import type { ChannelName, ChannelOutput, Handlers, HeadroomBridge } from '#shared/ipc/contract';
import { ALERTS } from './fixtures/alerts';
import { november } from './fixtures/clock';
import { HEALTH } from './fixtures/health';
import { LIMITED, OTHERS } from './fixtures/metrics';
import { OVERVIEW } from './fixtures/overview';
import { RECOMMENDATION_LIST, RECOMMENDATIONS, UPGRADE } from './fixtures/recommendations';
import { usageChart } from './fixtures/series';

const FORMS: ProviderForm[] = [
  {
    id: 'vercel',
    title: 'Vercel',
    icon: 'globe',
    fields: [
      {
        key: 'token',
        label: 'Access token',
        secret: true,
        required: true,
        help: 'Account settings, Tokens, Create. Choose your team as scope.',
        placeholder: 'vcp_…',
        hasPage: true,
      },
    ],
  },
  {
    id: 'redis',
    title: 'Redis',
    icon: 'database',
    fields: [
      {
        key: 'url',
        label: 'Address',
        secret: true,
        required: true,
        help: 'The value of KV_URL or REDIS_URL.',
        placeholder: 'rediss://…',
        hasPage: false,
      },
    ],
  },
];

const VERIFICATION: VerificationView = {
  title: 'acme',
  planName: 'Pro',
  expiresAt: november(42),
  scopes: [
    { id: 'team_1', title: 'acme', plan: 'Pro' },
    { id: 'team_2', title: 'acme labs', plan: 'Hobby' },
  ],
  capabilities: [
    { title: 'Projects', ok: true, message: '' },
    { title: 'Deployments', ok: true, message: '' },
    { title: 'Usage', ok: true, message: '' },
    { title: 'Billing', ok: false, message: 'Usage works; costs are estimated from the price list.' },
  ],
};

const STORES: ChannelOutput<'stores:list'> = [
  {
    connectionId: 'vercel-1',
    storeId: 'store_1',
    name: 'cache',
    kind: 'redis',
    host: 'upstash',
    plan: 'Free',
    status: 'available',
    quotaExceeded: false,
    variables: ['KV_REST_API_URL', 'KV_REST_API_TOKEN'],
    needs: 'Paste the value of KV_REST_API_TOKEN.',
  },
];

const METRICS = [...LIMITED, ...OTHERS];

/** Answers of a made-up account that stands still; settings and assumptions can be changed for a while. */
function fixtureHandlers(mode: AppState['mode'], broken: ReadonlySet<string>): Partial<Handlers> {
  let settings: Settings = {
    theme: 'system',
    intervalMinutes: 15,
    notifications: true,
    trayMessages: true,
    keepInTray: true,
    statusPages: false,
    lastScreen: '/',
  };
  let assumptions = UPGRADE.assumptions;
  const connections: ChannelOutput<'connections:list'> = HEALTH.sources.map((source) => ({
    id: source.connectionId,
    provider: source.providerTitle.toLowerCase(),
    providerTitle: source.providerTitle,
    icon: source.icon,
    title: source.title,
    planName: source.connectionId === 'redis-1' ? 'Free' : 'Pro',
    expiresAt: source.connectionId === 'vercel-1' ? november(42) : null,
    feeds: METRICS.filter((metric) => metric.connectionId === source.connectionId).map((metric) => metric.title),
    askedAt: null,
    lastGoodAt: source.lastGoodAt,
    paused: source.connectionId === 'postgres-1',
  }));
  const answer =
    <Name extends ChannelName>(name: Name, value: ChannelOutput<Name>) =>
    async (): Promise<Result<ChannelOutput<Name>>> =>
      broken.has(name) ? fail(OFFLINE) : succeed(value);
  const done = async () => succeed(null);
  return {
    'app:state': async () =>
      succeed({
        version: '0.1.0',
        platform: 'linux',
        mode,
        preparing: null,
        account: { title: 'acme', plan: 'Vercel Pro' },
        openRecommendations: 2,
        firingAlerts: 2,
        unreadMessages: 1,
        clockStart: null,
        problems: [],
        notices: [],
      }),
    'app:dismiss-notices': done,
    'settings:get': async () => succeed(settings),
    'settings:set': async (change) => {
      settings = { ...settings, ...change };
      return succeed(settings);
    },
    'sample:start': done,
    'sample:leave': done,
    'connections:forms': answer('connections:forms', FORMS),
    'connections:recognize': answer('connections:recognize', {
      provider: 'redis',
      title: 'Redis',
      values: { url: 'rediss://cache.example:6379' },
      needs: '',
    }),
    'stores:list': answer('stores:list', STORES),
    'connections:list': answer('connections:list', connections),
    'connections:secret-places': answer(
      'connections:secret-places',
      connections.map(({ id }) => ({ connectionId: id, place: 'keychain', text: 'Key in the system keychain.' })),
    ),
    'connections:verify': answer('connections:verify', VERIFICATION),
    'connections:add': async () => (connections[0] ? succeed(connections[0]) : fail(OFFLINE)),
    'connections:remove': done,
    'connections:pause': done,
    'connections:open-credential-page': done,
    'collection:health': answer('collection:health', HEALTH),
    'collection:run': async () => succeed({ metricsCollected: 12, recommendationsGenerated: 0, alertsTriggered: 0 }),
    'overview:get': answer('overview:get', OVERVIEW),
    'usage:list': answer('usage:list', METRICS),
    'usage:chart': async ({ key, range }) => {
      const metric = METRICS.find((candidate) => candidate.key === key);
      return metric && !broken.has('usage:chart') ? succeed(usageChart(metric, range)) : fail(OFFLINE);
    },
    'usage:export-csv': async () => succeed({ path: 'redis-storage.csv', token: 'csv' }),
    'usage:export-png': async () => succeed({ path: 'redis-storage.png', token: 'png' }),
    'recommendations:list': async () =>
      succeed({ ...RECOMMENDATION_LIST, items: RECOMMENDATIONS.map((item) => ({ ...item, assumptions })) }),
    'recommendations:change': async () => succeed({ ...UPGRADE, status: 'REVIEWED', allowed: ['approve', 'reopen'] }),
    'recommendations:open-page': done,
    'recommendations:answer': done,
    'assumptions:get': async () => succeed(assumptions),
    'assumptions:set': async (next) => {
      assumptions = next.assumptions;
      return succeed(null);
    },
    'alerts:list': answer('alerts:list', ALERTS),
    'alerts:acknowledge': done,
    'alerts:snooze': done,
    'alerts:unsnooze': done,
    'report:save': async () => succeed({ path: 'headroom-acme-2026-11.pdf', token: 'report' }),
    'exports:open': done,
    'exports:show-in-folder': done,
  };
}

const OFFLINE: Failure = {
  code: 'unreachable',
  message: 'Vercel has not answered since 09:12.',
  action: 'Next try at 10:57.',
  retryable: true,
};

/** A bridge without a main process: answers from fixtures. `broken` names channels that fail. */
export function fixtureBridge(mode: AppState['mode'], broken: ReadonlySet<string>): HeadroomBridge {
  const doors = new Map<string, (input: never) => Promise<unknown>>(Object.entries(fixtureHandlers(mode, broken)));
  return {
    async invoke(channel, input) {
      const door = doors.get(channel);
      return door ? door(input as never) : undefined;
    },
    on: () => () => undefined,
  };
}
