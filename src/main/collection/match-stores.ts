import { recordPlan } from '#main/actions/record-plan';
import { dayOf } from '#shared/core/calendar/calendar';
import { plansOf } from '#shared/core/pricing/look-up';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import type { FoundStore } from '#shared/domain/project';
import type { CycleParts } from './cycle-parts';

/** Who runs a found store: the hosts of its addresses, and under which name the price list has its plans. */
const HOSTS: Readonly<Record<string, { readonly names: RegExp; readonly billed: string }>> = {
  upstash: { names: /(^|\.)(upstash\.io|kv\.vercel-storage\.com)$/, billed: 'upstash' },
  neon: { names: /\.neon\.tech$/, billed: 'neon' },
};

/**
 * Gives the plan of a store that was found on an account to the connection that the environment gives to it. Nobody
 * tells which store an address leads to, so both must agree: the address is of whoever runs the store, or the store that
 * answers there says so itself, and it stands in a variable that the store says it set, and no second store would do too. Where that leaves a doubt the plan stays
 * unknown, as it does where a person or the provider itself has told it.
 */
export async function matchStores(parts: CycleParts): Promise<void> {
  const [connections, stores] = await Promise.all([parts.store.connections.list(), parts.store.facts.stores()]);
  for (const connection of connections) {
    if (connection.settings[ORIGIN_SETTING] !== FROM_ENVIRONMENT || connection.billing?.source === 'user') continue;
    const host = await hostOf(parts, connection);
    const { runBy } = await parts.store.connections.cursors(connection.id);
    const [store, second] = host === null ? [] : stores.filter((one) => isOf(parts, connection, { host, runBy }, one));
    const billing = store === undefined || second !== undefined ? null : await billingOf(parts, store);
    if (billing === null || JSON.stringify(billing) === JSON.stringify(connection.billing)) continue;
    const matched = { ...connection, billing };
    await parts.store.connections.save(matched);
    await recordPlan(parts, connection, matched);
  }
}

/** Keys with which the provider itself tells the plan. */
const TELLING_KEYS = ['upstashApiKey', 'neonApiKey'];

/** The host that a connection's address leads to; null where none does, or where the provider tells the plan itself. */
async function hostOf(parts: CycleParts, connection: Connection): Promise<string | null> {
  const credentials = await parts.credentials.read(connection);
  if (!credentials.ok || TELLING_KEYS.some((key) => credentials.value[key])) return null;
  const address = connection.settings['restUrl'] || credentials.value['url'] || '';
  return URL.canParse(address) ? new URL(address).hostname : null;
}

interface Place {
  readonly host: string;
  /** Who runs the store by its own word, in the names of `HOSTS`. */
  readonly runBy: unknown;
}

function isOf(parts: CycleParts, { provider }: Connection, { host, runBy }: Place, store: FoundStore): boolean {
  const runs = HOSTS[store.host]?.names.test(host) === true || (store.host in HOSTS && runBy === store.host);
  if (store.kind !== provider || !runs) return false;
  const fields = parts.catalog.descriptor(provider)?.fields ?? [];
  const names = new Set(fields.filter(({ secret }) => secret).flatMap(({ environment }) => environment));
  return store.variables.some((name) => names.has(name));
}

/** The plan under the price list's own name; null for one that it does not have. */
async function billingOf(parts: CycleParts, { host, plan }: FoundStore): Promise<Connection['billing']> {
  const billed = HOSTS[host]?.billed;
  if (billed === undefined || plan === null) return null;
  const day = dayOf(parts.clock.now(), 'UTC');
  const known = plansOf(await parts.prices(), billed, day).find((one) =>
    [one.plan, one.name].some((name) => same(name, plan)),
  );
  return known === undefined ? null : { provider: billed, plan: known.plan, planName: known.name, source: 'provider' };
}

function same(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return bare(a) === bare(b);
}
