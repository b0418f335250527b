import type { ClientConfig } from 'pg';
import { isLoopback } from '#main/http/safe-address';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { RecognizedAddress } from '../monitor';

/** Where a database is, without anything secret. */
export interface PostgresAddress {
  readonly host: string;
  readonly database: string;
  readonly isNeon: boolean;
  /** True where a password that the server asks for in clear could be read on the way. */
  readonly isReadable: boolean;
  /** For the client; holds the password. */
  readonly config: ClientConfig;
}

/** Hosts that speak TLS only, whatever the address says. */
const ALWAYS_TLS = /\.(neon\.tech|supabase\.com|supabase\.co|vercel-storage\.com)$/;

/** Parameters that are left to the client. It would take any other for an option of its own, limits and TLS among them. */
const KEPT_PARAMETERS = new Set(['sslcert', 'sslkey', 'sslrootcert', 'sslnegotiation']);
/** Parameters with which the client would go to another place than the address says, as someone else, or in clear. */
const ELSEWHERE = ['host', 'hostaddr', 'port', 'user', 'password'];

/**
 * Reads `postgres://` and `postgresql://` addresses. A pooled Neon host becomes the direct one, since the
 * pooler hides who is connected. `sslmode` decides on TLS: `disable` none, `no-verify` without checking,
 * anything else with full checking; `ssl` of other clients counts where there is no `sslmode`. An address whose
 * parameters name another host is refused: what is shown, and checked, would not be what is asked.
 */
export function readPostgresAddress(text: string): Result<PostgresAddress> {
  const trimmed = text.trim();
  if (!/^postgres(ql)?:\/\//.test(trimmed) || !URL.canParse(trimmed)) return fail(unreadable());
  const url = new URL(trimmed);
  if (url.hostname === '') return fail(unreadable());
  if (ELSEWHERE.some((name) => url.searchParams.has(name))) return fail(unreadable());
  const isNeon = url.hostname.endsWith('.neon.tech');
  if (isNeon) url.hostname = url.hostname.replace(/^([^.]+)-pooler\./, '$1.');
  const mode = url.searchParams.get('sslmode') ?? modeOf(url.searchParams.get('ssl'));
  for (const name of new Set(url.searchParams.keys())) {
    if (!KEPT_PARAMETERS.has(name)) url.searchParams.delete(name);
  }
  return succeed({
    host: url.port === '' ? url.hostname : url.host,
    database: decodeURIComponent(url.pathname.slice(1)),
    isNeon,
    isReadable: sslFor(mode, url.hostname) === false && !isLoopback(url.hostname),
    config: { connectionString: url.href, ssl: sslFor(mode, url.hostname) },
  });
}

/** `ssl=true` or `1` of other clients, as a mode; null where it is not there or says no. */
function modeOf(ssl: string | null): string | null {
  if (ssl === 'no-verify') return ssl;
  return ssl === 'true' || ssl === '1' ? 'require' : null;
}

function sslFor(mode: string | null, host: string): ClientConfig['ssl'] {
  if (mode === 'no-verify') return { rejectUnauthorized: false };
  if (ALWAYS_TLS.test(host)) return {};
  return mode === null || mode === 'disable' ? false : {};
}

/** Recognizes `postgres://` addresses and keys of Neon's API. */
export function recognizePostgres(text: string): RecognizedAddress | null {
  const trimmed = text.trim();
  if (/^napi_\w{16,}$/.test(trimmed)) {
    return { provider: 'postgres', title: 'A key of Neon', fields: { neonApiKey: trimmed }, needs: '' };
  }
  const address = readPostgresAddress(trimmed);
  if (!address.ok) return null;
  const needs = address.value.isNeon
    ? 'With a key of Neon too, Headroom knows when the database sleeps and never wakes it.'
    : '';
  return {
    provider: 'postgres',
    title: `A Postgres${address.value.isNeon ? ' of Neon' : ''} at ${address.value.host}`,
    fields: { url: trimmed },
    needs,
  };
}

function unreadable(): Failure {
  return {
    code: 'invalid-input',
    message: 'The address of the database cannot be read.',
    action: 'It has the form postgres://user:password@host:5432/database; special characters are written as %XX.',
    retryable: false,
  };
}
