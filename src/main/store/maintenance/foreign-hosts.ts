import { openSqlite } from '../database/sqlite';
import { failureOf } from '../database/store-error';

/** An address in a backup to which keys of this computer would go, and did not before. */
export interface ForeignHost {
  readonly connectionId: string;
  /** As the data of today call the account, else as the backup does. */
  readonly title: string;
  /** `api.example.com`, with the scheme where it is not https; empty for the provider's own address. */
  readonly host: string;
}

/** A host that a person agreed to for one connection. */
export type AcceptedHost = Pick<ForeignHost, 'connectionId' | 'host'>;

interface Account {
  readonly provider: string;
  readonly title: string;
  readonly hosts: readonly string[];
}

/** Settings whose value is an address though it is not written like one. */
const ADDRESS_KEY = /(url|host|address|endpoint)$/i;

/** A setting of a backup is a stranger's text: more of it is not shown. */
const MOST_SHOWN = 200;

/**
 * The addresses of the connections in `backup` that differ from those of the same connections in `current`, the
 * file that it replaces: secrets lie in the keychain under the connection's id, and would be sent there. All of
 * them where `current` is missing or cannot be read. Both files are only read.
 */
export function foreignHosts(backup: string, current: string): ForeignHost[] {
  const known = accountsOrNone(current);
  return [...accountsOf(backup)].flatMap(([connectionId, { provider, title, hosts }]) => {
    const before = known.get(connectionId);
    const told = (host: string): ForeignHost => ({ connectionId, title: before?.title ?? title, host });
    const isSameProvider = before === undefined || before.provider === provider;
    if (hosts.length === 0) {
      return isSameProvider && (before?.hosts.length ?? 0) === 0 ? [] : [told('')];
    }
    return hosts.filter((host) => !isSameProvider || !before?.hosts.includes(host)).map(told);
  });
}

/** Whether every one of `hosts` is among those that a person agreed to. */
export function areAccepted(hosts: readonly ForeignHost[], accepted: readonly AcceptedHost[]): boolean {
  const keyOf = ({ connectionId, host }: AcceptedHost): string => JSON.stringify([connectionId, host]);
  const agreed = new Set(accepted.map(keyOf));
  return hosts.every((host) => agreed.has(keyOf(host)));
}

function accountsOrNone(file: string): ReadonlyMap<string, Account> {
  try {
    return accountsOf(file);
  } catch (error) {
    if (failureOf(error) !== null || error instanceof SyntaxError || isWithoutTables(error)) {
      return new Map();
    }
    throw error;
  }
}

// An empty file, or one of another program.
function isWithoutTables(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR';
}

function accountsOf(file: string): ReadonlyMap<string, Account> {
  const sqlite = openSqlite(file, { readonly: true });
  try {
    const rows = sqlite
      .prepare<[], { id: string; provider: string; title: string; settings: string }>(
        'SELECT id, provider, title, settings FROM connection ORDER BY created_at, id',
      )
      .all();
    return new Map(
      rows.map(({ id, provider, title, settings }) => [
        id,
        { provider, title: plain(title), hosts: hostsOf(JSON.parse(settings) as Record<string, unknown>) },
      ]),
    );
  } finally {
    sqlite.close();
  }
}

function hostsOf(settings: Record<string, unknown>): string[] {
  const hosts = Object.entries(settings).flatMap(([key, value]) => {
    const text = typeof value === 'string' ? value.trim() : '';
    const host = hostOf(text) ?? (ADDRESS_KEY.test(key) && text !== '' ? plain(text) : null);
    return host === null ? [] : [host];
  });
  return [...new Set(hosts)].sort();
}

function hostOf(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || url.host === '') {
    return null;
  }
  return url.protocol === 'https:' ? url.host : `${url.protocol}//${url.host}`;
}

function plain(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, MOST_SHOWN);
}
