import { withSignal } from '#main/http/http-client';
import { type Result, succeed } from '#shared/domain/failure';
import type { Provider, Verification } from '../monitor';
import { uncheckedNote } from '../store-tls';
import { readPostgresAddress } from './address';
import { ACTIVITY, NEON_DAYS, NEON_USAGE, SIZE, STATEMENTS } from './descriptor';
import { neonApi } from './neon/client';
import { readConsumption, readNeonUsage } from './neon/usage';
import { DEFAULT_SQL_MINUTES, wakingSentence } from './neon/waking';
import { sessionOptions, withSession } from './session';
import { visitDatabase } from './visit';

type VerifyContext = Parameters<Provider['verify']>[0];
type Checked = Verification['capabilities'][number];

/**
 * Visits the database once, and asks Neon where there is a key. A Neon database without a key is woken
 * by this one visit; its message says what regular visits would cost.
 */
export const verifyPostgres: Provider['verify'] = async (context): Promise<Result<Verification>> => {
  const neon = context.credentials['neonApiKey'] ? await checkNeon(context) : null;
  if (neon !== null && !neon.ok) return neon;
  const url = context.credentials['url'] ?? '';
  const sql = url !== '' || neon === null ? await checkSql(context, url, neon !== null) : null;
  if (sql !== null && !sql.ok) return sql;
  return succeed({
    title: sql?.value.title ?? neon?.value.title ?? 'Postgres',
    billing: neon?.value.billing ?? context.connection.billing,
    billingAnchor: neon?.value.billingAnchor ?? null,
    expiresAt: null,
    settings: { ...neon?.value.settings, ...sql?.value.settings },
    scopes: [],
    capabilities: [...(neon?.value.capabilities ?? []), ...(sql?.value.capabilities ?? [])],
  });
};

interface NeonCheck extends Pick<Verification, 'title' | 'billing' | 'billingAnchor' | 'settings'> {
  readonly capabilities: readonly Checked[];
}

async function checkNeon(context: VerifyContext): Promise<Result<NeonCheck>> {
  const { connection, clock } = context;
  const api = neonApi(context, withSignal(context.http, context.signal));
  const usage = await readNeonUsage(api, connection.settings['neonProjectId'] ?? '', connection.id, clock.now());
  if (!usage.ok) return usage;
  const orgId = connection.settings['neonOrgId'] || usage.value.cursors?.['neonOrgId'];
  const days =
    typeof orgId === 'string'
      ? await readConsumption(api, orgId, { start: clock.now() - 1, end: clock.now() }, clock.now())
      : null;
  const settings: Readonly<Record<string, string>> = typeof orgId === 'string' ? { neonOrgId: orgId } : {};
  return succeed({
    title: usage.value.facts?.projects?.[0]?.name ?? 'Neon',
    billing: usage.value.facts?.billing ?? null,
    billingAnchor: usage.value.facts?.billingAnchor ?? null,
    settings,
    capabilities: [checked(NEON_USAGE, usage), ...(days === null ? [] : [checked(NEON_DAYS, days)])],
  });
}

interface SqlCheck extends Pick<Verification, 'title' | 'settings'> {
  readonly capabilities: readonly Checked[];
}

async function checkSql(context: VerifyContext, url: string, hasKey: boolean): Promise<Result<SqlCheck>> {
  const address = readPostgresAddress(url);
  if (!address.ok) return address;
  const { host, database, isNeon } = address.value;
  // With a key nothing needs to be woken to know that the account is right.
  if (isNeon && hasKey) {
    return succeed({ title: `${database} at ${host}`, settings: { host }, capabilities: [] });
  }
  const visit = await withSession(address.value, context.clock, visitDatabase, {
    signal: context.signal,
    ...sessionOptions(context.connection),
  });
  if (!visit.ok) return visit;
  if (!visit.value.ok) return visit.value;
  const report = visit.value.value;
  const size = checked(SIZE, report.size);
  const warnings = [
    ...(isNeon && !hasKey ? [wakingSentence(DEFAULT_SQL_MINUTES)] : []),
    ...(report.security === 'unchecked' ? [uncheckedNote(host)] : []),
  ];
  return succeed({
    title: `${database} at ${host}`,
    settings: { host },
    capabilities: [
      { ...size, message: [size.message, ...warnings].filter((sentence) => sentence !== '').join(' ') },
      checked(ACTIVITY, report.activity),
      checked(STATEMENTS, report.statements),
    ],
  });
}

function checked(capability: string, result: Result<unknown>): Checked {
  return {
    capability,
    outcome: result.ok ? 'ok' : result.failure.code,
    message: result.ok ? '' : `${result.failure.message} ${result.failure.action}`,
  };
}
