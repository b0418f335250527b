import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { FoundStore } from '#shared/domain/project';
import type { CapabilityResult } from '../collection-run';
import { distinct, expected, listOf, member, oddRows, optional, optionalText, readItems, together } from '../lenient';
import type { VercelApi } from './client';

const storeSchema = z.object({
  id: z.string(),
  name: expected(z.string()),
  type: expected(z.string()),
  status: expected(z.string().nullable()),
  // True says that the store refuses: nothing else must stand for it.
  usageQuotaExceeded: expected(z.boolean()),
  product: optional(z.object({ slug: expected(z.string()), name: optionalText })),
  billingPlan: optional(z.object({ id: optionalText, name: expected(z.string()) })),
  projectsMetadata: expected(listOf(z.object({ environmentVariables: expected(listOf(z.string())) }))),
});
type VercelStore = z.infer<typeof storeSchema>;

const globalConfigSchema = z.object({ id: z.string(), slug: expected(z.string()) });

/** Variables that hold what Headroom needs, best first: REST before TCP, direct before pooled. */
const WANTED: Readonly<Record<'redis' | 'postgres', readonly (readonly string[])[]>> = {
  redis: [
    ['KV_REST_API_URL', 'KV_REST_API_TOKEN'],
    ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
    ['REDIS_URL'],
    ['KV_URL'],
  ],
  postgres: [['DATABASE_URL_UNPOOLED'], ['POSTGRES_URL_NON_POOLING'], ['DATABASE_URL'], ['POSTGRES_URL']],
};

/** Redis, Postgres, Blob and Edge Config stores of the team, with what each still needs. Reads no secret. */
export async function readStores(api: VercelApi, connectionId: string): Promise<Result<CapabilityResult>> {
  const [stores, configs] = await Promise.all([api.get('/v1/storage/stores'), api.get('/v1/global-config')]);
  if (!stores.ok) return stores;
  const read = readItems(storeSchema, member(stores.value, 'stores'));
  if (read === null || (read.items.length === 0 && read.rejected > 0)) return fail(changed('Vercel', 'the stores'));
  // The list of Edge Configs is a second answer: without it the stores still stand.
  const odd = read.items.filter(({ type, product }) => type === 'integration' && product === undefined).length;
  const edge = configs.ok ? readItems(globalConfigSchema, configs.value) : null;
  const edgeFailure = configs.ok ? changed('Vercel', 'the Edge Configs') : configs.failure;
  const found = distinct(
    [
      ...read.items.map((store) => toFoundStore(store, connectionId)),
      ...(edge?.items ?? []).map(({ id, slug }) => edgeConfig(id, slug ?? id, connectionId)),
    ],
    ({ storeId }) => storeId,
  );
  return succeed({
    facts: { stores: found.items },
    reading: together(read.reading, oddRows(odd, 0), edge?.reading, found.reading),
    ...(edge === null ? { partly: edgeFailure } : {}),
  });
}

function toFoundStore(store: VercelStore, connectionId: string): FoundStore {
  const slug = store.product?.slug ?? store.type ?? '';
  const kind = kindOf(store.type ?? '', slug);
  const variables = [...new Set((store.projectsMetadata ?? []).flatMap((link) => link.environmentVariables ?? []))];
  const host = hostOf(store.type ?? '', slug);
  return {
    connectionId,
    storeId: store.id,
    name: store.name ?? store.id,
    kind,
    host,
    plan: store.billingPlan?.name ?? store.billingPlan?.id ?? null,
    status: store.status ?? null,
    quotaExceeded: store.usageQuotaExceeded === true || (store.status ?? '').startsWith('limits-exceeded'),
    variables,
    needs: kind === 'redis' || kind === 'postgres' ? needsOf(kind, host, variables) : '',
  };
}

function kindOf(type: string, slug: string): FoundStore['kind'] {
  if (type === 'blob' || type === 'edge-config') return type;
  if (/neon|postgres|supabase|prisma/i.test(slug)) return 'postgres';
  if (/redis|upstash|kv/i.test(slug)) return 'redis';
  return 'other';
}

function hostOf(type: string, slug: string): string {
  const known = /neon|supabase|prisma|upstash/i.exec(slug)?.[0].toLowerCase();
  if (known !== undefined) return known;
  return type === 'integration' ? slug : 'vercel';
}

/** One sentence that says what to paste, by the names that this very store uses, its prefix included. */
function needsOf(kind: 'redis' | 'postgres', host: string, variables: readonly string[]): string {
  const byKey = host === 'neon' ? ' An API key of Neon is better still: asking with it wakes nothing.' : '';
  for (const wanted of WANTED[kind]) {
    const found = wanted.map((name) => variables.find((own) => own === name || own.endsWith(`_${name}`)));
    if (found.every((name) => name !== undefined)) {
      const names = found.join(' and ');
      return `Paste the value${found.length > 1 ? 's' : ''} of ${names}.${byKey}`;
    }
  }
  const address = kind === 'redis' ? 'its address (rediss://) or its REST URL and token' : 'its address (postgres://)';
  return `Paste ${address}: no project of the team holds it in a variable that Headroom knows.${byKey}`;
}

function edgeConfig(id: string, name: string, connectionId: string): FoundStore {
  return {
    connectionId,
    storeId: id,
    name,
    kind: 'edge-config',
    host: 'vercel',
    plan: null,
    status: null,
    quotaExceeded: false,
    variables: [],
    needs: '',
  };
}
