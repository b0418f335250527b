import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { type Ask, json, type Reply, type Route } from '../exchange';
import { hexText } from '../noise';
import type { ScenarioProject, ScenarioStore } from '../scenario';
import type { World } from '../world';
import { isoTime, notFound } from './respond';

/** Stores, their links to projects, and Global Config. */
export function storeRoutes(world: World): Route[] {
  const listed = () => world.scenario.stores.filter((store) => store.type !== 'edge-config');
  const one = (ask: Ask, show: (store: ScenarioStore) => unknown): Reply => {
    const store = listed().find((entry) => entry.id === ask.params.id);
    return store === undefined ? notFound('Store not found.') : json(show(store));
  };
  return [
    {
      method: 'GET',
      pattern: '/v1/storage/stores',
      handle: () => json({ stores: listed().map((store) => shownStore(world, store)) }),
    },
    {
      method: 'GET',
      pattern: '/v1/storage/stores/:id',
      handle: (ask) => one(ask, (store) => ({ store: shownStore(world, store) })),
    },
    {
      method: 'GET',
      pattern: '/v1/storage/stores/:id/connections',
      handle: (ask) => one(ask, (store) => ({ connections: links(world, store) })),
    },
    { method: 'GET', pattern: '/v1/global-config', handle: () => json(globalConfigs(world)) },
    { method: 'GET', pattern: '/v2/integrations/configurations', handle: () => json(installations(world)) },
  ];
}

function shownStore(world: World, store: ScenarioStore): Record<string, unknown> {
  const created = world.dayStart(-Math.min(200, world.scenario.historyDays)) * 1000;
  const common = {
    id: store.id,
    name: store.name,
    type: store.type,
    status: store.status,
    createdAt: created,
    updatedAt: created,
    usageQuotaExceeded: store.quotaExceeded,
    projectsMetadata: links(world, store),
  };
  if (store.type === 'blob') {
    const suspended = String(store.status).includes('suspended');
    return {
      ...common,
      billingState: suspended ? 'suspended' : 'active',
      region: 'iad1',
      access: 'private',
      size: store.size,
      count: store.count,
    };
  }
  return {
    ...common,
    totalConnectedProjects: store.projects.length,
    externalResourceId: `ext-${store.id}`,
    externalResourceStatus: 'ready',
    ownership: 'owned',
    ...(store.product === undefined
      ? {}
      : {
          product: {
            id: `iap_${store.product.slug.replace(/\W/g, '_')}`,
            ...store.product,
            integrationConfigurationId: `icfg_${store.product.slug.replace(/\W/g, '_')}`,
          },
        }),
    ...(store.plan === undefined ? {} : { billingPlan: { ...store.plan, scope: 'resource', type: 'subscription' } }),
    ...(store.billingData ? billingData(world, store) : {}),
  };
}

/** What the partner tells Vercel: the commands of the Redis store with the same name. */
function billingData(world: World, store: ScenarioStore): Record<string, unknown> {
  const redis = world.scenario.redis.find((entry) => entry.name === store.name);
  if (redis === undefined) {
    return {};
  }
  const now = world.now();
  const today = Math.floor(now / DAY) * DAY;
  const commands = world.load(`redis|${redis.name}|commands`, redis.commands);
  const text = formatInstant(now);
  const monthStart = parseInstant(`${text.slice(0, 7)}-01T00:00:00Z`) ?? today;
  return {
    billingDataV2: {
      usage: {
        timestamp: isoTime(now),
        periodStart: isoTime(monthStart),
        periodEnd: isoTime(monthStart + 31 * DAY),
        items: [
          {
            name: 'Commands',
            units: 'commands',
            periodValue: commands.between({ start: monthStart, end: now }),
            dayValue: commands.between({ start: today, end: now }),
          },
          {
            name: 'Storage',
            units: 'bytes',
            periodValue: Math.round(world.level(redis.storageBytes, now)),
            dayValue: Math.round(world.level(redis.storageBytes, now)),
          },
        ],
      },
    },
  };
}

function links(world: World, store: ScenarioStore): Record<string, unknown>[] {
  return world.projects
    .filter((project) => store.projects.includes(project.name))
    .map((project, index) => ({
      id: `spc_${store.id}_${index}`,
      projectId: project.id,
      name: project.name,
      environments: ['production', 'preview'],
      envVarPrefix: store.envVarPrefix,
      environmentVariables: store.environmentVariables.map((name) => prefixed(store, name)),
    }));
}

function prefixed(store: ScenarioStore, name: string): string {
  return store.envVarPrefix === null ? name : `${store.envVarPrefix}_${name}`;
}

const HINTS: Readonly<Record<string, string>> = {
  KV_URL: 'redis-url',
  REDIS_URL: 'redis-url',
  KV_REST_API_URL: 'redis-rest-api-url',
  KV_REST_API_TOKEN: 'redis-rest-api-token',
  KV_REST_API_READ_ONLY_TOKEN: 'redis-rest-api-read-only-token',
  DATABASE_URL: 'postgres-url',
  DATABASE_URL_UNPOOLED: 'postgres-url-non-pooling',
  POSTGRES_URL: 'postgres-url',
  BLOB_READ_WRITE_TOKEN: 'blob-read-write-token',
  BLOB_STORE_ID: 'blob-store-id',
};

/** The variables of a project. Their values are ciphertext, as Vercel sends them without `decrypt`. */
export function environmentOf(world: World, project: ScenarioProject): Record<string, unknown> {
  const created = world.dayStart(project.createdDay) * 1000;
  const envs = world.scenario.stores
    .filter((store) => store.projects.includes(project.name))
    .flatMap((store) => store.environmentVariables.map((name) => ({ store, name })))
    .map(({ store, name }, index) => ({
      id: `env_${hexText(world.scenario.seed, `${project.id}|${store.id}`, index, 12)}`,
      key: prefixed(store, name),
      value: `eyJ2IjoidjIi${hexText(world.scenario.seed, store.id, index, 32)}`,
      type: 'encrypted',
      target: ['production', 'preview'],
      configurationId: store.product === undefined ? null : `icfg_${store.product.slug.replace(/\W/g, '_')}`,
      contentHint: HINTS[name] === undefined ? null : { type: HINTS[name], storeId: store.id },
      createdAt: created,
      updatedAt: created,
    }));
  return { envs, pagination: { count: envs.length, next: null, prev: null }, securityIssues: [] };
}

function globalConfigs(world: World): Record<string, unknown>[] {
  const created = world.dayStart(-Math.min(200, world.scenario.historyDays)) * 1000;
  return world.scenario.stores
    .filter((store) => store.type === 'edge-config')
    .map((store, index) => ({
      id: store.id,
      slug: store.name,
      ownerId: world.scenario.team.id,
      createdAt: created,
      updatedAt: created,
      itemCount: store.count,
      sizeInBytes: store.size,
      digest: hexText(world.scenario.seed, store.id, index, 64),
    }));
}

function installations(world: World): Record<string, unknown>[] {
  const slugs = new Set(
    world.scenario.stores.flatMap((store) => (store.product === undefined ? [] : [store.product.slug])),
  );
  return [...slugs].map((slug) => ({
    id: `icfg_${slug.replace(/\W/g, '_')}`,
    slug,
    integrationId: `oac_${slug.replace(/\W/g, '_')}`,
    installationType: 'marketplace',
  }));
}
