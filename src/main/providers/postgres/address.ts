import type { ClientConfig } from 'pg';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { RecognizedAddress } from '../monitor';

/** Where a database is, without anything secret. */
export interface PostgresAddress {
  readonly host: string;
  readonly database: string;
  readonly isNeon: boolean;
  /** For the client; holds the password. */
  readonly config: ClientConfig;
}

/** Hosts that speak TLS only, whatever the address says. */
const ALWAYS_TLS = /\.(neon\.tech|supabase\.com|supabase\.co|vercel-storage\.com)$/;

/** Parameters that the client would read in its own way, or that it does not know. */
const OWN_PARAMETERS = ['sslmode', 'channel_binding', 'options', 'pgbouncer', 'connect_timeout', 'application_name'];

/**
 * Reads `postgres://` and `postgresql://` addresses. A pooled Neon host becomes the direct one, since the
 * pooler hides who is connected. `sslmode` decides on TLS: `disable` none, `no-verify` without checking,
 * anything else with full checking.
 */
export function readPostgresAddress(text: string): Result<PostgresAddress> {
  const trimmed = text.trim();
  if (!/^postgres(ql)?:\/\//.test(trimmed) || !URL.canParse(trimmed)) return fail(unreadable());
  const url = new URL(trimmed);
  if (url.hostname === '') return fail(unreadable());
  const isNeon = url.hostname.endsWith('.neon.tech');
  if (isNeon) url.hostname = url.hostname.replace(/^([^.]+)-pooler\./, '$1.');
  const mode = url.searchParams.get('sslmode');
  for (const name of OWN_PARAMETERS) url.searchParams.delete(name);
  return succeed({
    host: url.port === '' ? url.hostname : url.host,
    database: decodeURIComponent(url.pathname.slice(1)),
    isNeon,
    config: { connectionString: url.href, ssl: sslFor(mode, url.hostname) },
  });
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
