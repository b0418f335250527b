import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type AddressForm, type AddressParts, readAddressText } from '../address-text';
import type { RecognizedAddress } from '../monitor';

/**
 * Whether the connection is encrypted. `never`: the address says so. `ask`: TLS is asked for first. `always`: nothing
 * else will do.
 */
export type TlsUse = 'never' | 'ask' | 'always';

/** Where a database is, and how to get there. Only `login` holds anything secret. */
export interface PostgresAddress {
  /** With the port, as a person knows it. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  readonly database: string;
  readonly isNeon: boolean;
  readonly tls: TlsUse;
  /** The TLS handshake comes at once, without asking the server whether it speaks it. */
  readonly isDirectTls: boolean;
  /** `sslmode=no-verify`: whoever answers is believed. */
  readonly isUnchecked: boolean;
  /** Paths of files that the address names; the name in the certificate is checked unless it says otherwise. */
  readonly files: { readonly ca: string; readonly certificate: string; readonly key: string };
  readonly checksName: boolean;
  readonly login: { readonly user: string; readonly password: string };
}

/** Hosts that speak TLS only, whatever the address says. */
const ALWAYS_TLS = /\.(neon\.tech|supabase\.com|supabase\.co|vercel-storage\.com)$/;
/** Parameters with which the client would go to another place than the address says, or as someone else. */
const ELSEWHERE = ['host', 'hostaddr', 'port', 'user', 'password'];
const DEFAULT_PORT = 5432;

const FORM: AddressForm = {
  what: 'database',
  example: 'postgres://user:password@host:5432/database',
  schemes: ['postgres', 'postgresql'],
};

/**
 * Reads `postgres://` and `postgresql://` addresses. A pooled Neon host becomes the direct one, since the pooler
 * hides who is connected. `sslmode` decides on TLS: `disable` none, `no-verify` without checking, `allow`, `prefer`
 * and no word ask for it first, anything else with full checking; `ssl` of other clients counts where there is no
 * `sslmode`. An address whose parameters name another host is refused: what is shown, and checked, would not be what
 * is asked. Other parameters than those on TLS are not read.
 */
export function readPostgresAddress(text: string): Result<PostgresAddress> {
  const driver = /^(jdbc:postgresql|postgres(ql)?\+\w+):\/\//i.exec(text.trim())?.[1];
  if (driver !== undefined) return fail(otherDriver(driver));
  const read = readAddressText(text, FORM);
  if (!read.ok) return read;
  const { url } = read.value;
  const elsewhere = ELSEWHERE.find((name) => url.searchParams.has(name));
  return elsewhere === undefined ? succeed(addressOf(read.value)) : fail(leadsElsewhere(elsewhere));
}

function addressOf({ url, hostname: written, user, password, path }: AddressParts): PostgresAddress {
  const isNeon = written.endsWith('.neon.tech');
  const hostname = isNeon ? written.replace(/^([^.]+)-pooler\./, '$1.') : written;
  const bare = isNeon ? hostname : url.hostname;
  const parameter = (name: string) => url.searchParams.get(name) ?? '';
  const mode = url.searchParams.get('sslmode') ?? modeOf(url.searchParams.get('ssl'));
  const isDirectTls = parameter('sslnegotiation') === 'direct';
  const root = parameter('sslrootcert');
  return {
    host: url.port === '' ? bare : `${bare}:${url.port}`,
    hostname,
    port: Number(url.port || DEFAULT_PORT),
    database: path,
    isNeon,
    tls: isDirectTls || ALWAYS_TLS.test(hostname) ? 'always' : tlsUse(mode),
    isDirectTls,
    isUnchecked: mode === 'no-verify',
    // `system` means the authorities of the computer, which is what no file means here.
    files: { ca: root === 'system' ? '' : root, certificate: parameter('sslcert'), key: parameter('sslkey') },
    checksName: mode === 'verify-full',
    login: { user, password },
  };
}

/** Words with which other clients turn TLS off under `ssl`. */
const OFF = /^(disable|false|0|off|no)$/i;
/** Words of `sslmode` that other clients take under `ssl` too (postgres.js, asyncpg). */
const MODE = /^(allow|prefer|require|no-verify|verify-ca|verify-full)$/i;

/**
 * `ssl` of other clients as a mode; null where it says nothing. Only a word that clearly means no turns TLS off: what
 * nobody knows here may be a demand for it, and then nothing may cross the network in clear.
 */
function modeOf(ssl: string | null): string | null {
  if (ssl === null || ssl === '') return null;
  if (OFF.test(ssl)) return 'disable';
  return MODE.test(ssl) ? ssl.toLowerCase() : 'require';
}

function tlsUse(mode: string | null): TlsUse {
  if (mode === null || mode === 'prefer' || mode === 'allow') return 'ask';
  return mode === 'disable' ? 'never' : 'always';
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

function otherDriver(driver: string): Failure {
  return {
    code: 'invalid-input',
    message: `The address is written for another program: it begins with ${driver}://.`,
    action: `Begin it with postgresql:// and leave the rest: ${FORM.example}.`,
    retryable: false,
  };
}

function leadsElsewhere(parameter: string): Failure {
  return {
    code: 'invalid-input',
    message: `The address of the database says ${parameter} a second time, among its parameters, and another one there would win.`,
    action: `Remove ?${parameter}=… and write it where it belongs: ${FORM.example}.`,
    retryable: false,
  };
}
