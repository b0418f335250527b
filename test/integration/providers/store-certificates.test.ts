import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { collectionContext, outcomes } from '../support/collection-context';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server';
import { makeCertificate, type RedisServer, startRedisServer } from '../support/redis-server';

const postgres = new VercelPostgresMonitor({ connect: 1_500, query: 3_000 });
const redis = new VercelKVMonitor({ connect: 1_500, visit: 3_000 });
let secured: PostgresServer;
let bare: PostgresServer;
let store: RedisServer;
let folder = '';
let otherFile = '';

/** Another address of this machine than the loopback's, as another machine would reach it. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

type Settings = Readonly<Record<string, string>>;

function ask(provider: 'postgres' | 'redis', url: string, settings: Settings = {}) {
  const context = collectionContext({ provider, credentials: { url }, settings });
  return provider === 'postgres' ? postgres.collectMetrics(context) : redis.collectMetrics(context);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-other-ca-'));
  otherFile = makeCertificate(folder).certFile;
  const access = ['host all all 0.0.0.0/0 scram-sha-256'];
  [secured, bare, store] = await Promise.all([
    startPostgresServer({ tls: true, listen: '*', access }),
    startPostgresServer({ listen: '*', access: ['host all clear 0.0.0.0/0 password', ...access] }),
    startRedisServer({ tls: true, password: 'a-password' }),
  ]);
  bare.sql("create role clear login password 'clear'");
}, 60_000);
afterAll(async () => {
  await Promise.all([secured.stop(), bare.stop(), store.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['postgres', 'redis'] as const)('the certificate of a %s that nobody vouches for', (provider) => {
  const address = () =>
    provider === 'postgres' ? `${secured.url()}?sslmode=require` : `rediss://:a-password@127.0.0.1:${store.port}`;
  const file = () => (provider === 'postgres' ? secured.certFile : store.caFile);
  const first = provider === 'postgres' ? 'size' : 'info';
  const fingerprint = () => new X509Certificate(readFileSync(file())).fingerprint256;

  it('is refused, with its fingerprint and the three ways', async () => {
    const result = await ask(provider, address());
    expect(outcomes(result)[first]).toBe('tls');
    const { message = '', action = '' } = result.attempts[0] ?? {};
    expect(message).toContain(fingerprint());
    for (const way of ['.pem', 'fingerprint', 'openssl x509', 'unchecked', 'answer in the server']) {
      expect(action).toContain(way);
    }
  });

  it('is accepted by the file of its authority, and no other file', async () => {
    expect(outcomes(await ask(provider, address(), { certificate: file() }))[first]).toBe('ok');
    expect(outcomes(await ask(provider, address(), { certificate: otherFile }))[first]).toBe('tls');
    const missing = await ask(provider, address(), { certificate: '/no/such.pem' });
    expect(outcomes(missing)[first]).toBe('invalid-input');
    expect(missing.attempts[0]?.message).toContain('/no/such.pem');
  });

  it('is accepted by its fingerprint, in whatever way it is written, and no other is', async () => {
    for (const written of [fingerprint(), `SHA256 ${fingerprint().toLowerCase()}`, fingerprint().replaceAll(':', '')]) {
      expect(outcomes(await ask(provider, address(), { certificate: written }))[first]).toBe('ok');
    }
    const other = new X509Certificate(readFileSync(otherFile)).fingerprint256;
    const refused = await ask(provider, address(), { certificate: other });
    expect(outcomes(refused)[first]).toBe('tls');
    expect(refused.attempts[0]?.message).toContain('another certificate than the one that you trust');
    expect(refused.attempts[0]?.message).toContain(fingerprint());
  });

  it('is not looked at by the word for it', async () => {
    expect(outcomes(await ask(provider, address(), { certificate: 'unchecked' }))[first]).toBe('ok');
  });
});

describe('a Postgres address without a word on TLS', () => {
  const sslOf = (server: PostgresServer) =>
    server.sql(
      "select coalesce(bool_or(ssl), false) from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'headroom'",
    );

  it('is asked for TLS first, and told that nobody checked the certificate', async () => {
    expect(sslOf(secured)).toBe('f');
    for (const mode of ['', '?sslmode=prefer']) {
      const result = await ask('postgres', `${secured.url()}${mode}`);
      expect(outcomes(result)['size']).toBe('ok');
      expect(result.attempts[0]?.message).toContain('nobody checked the certificate');
    }
    const checked = await ask('postgres', secured.url(), { certificate: secured.certFile });
    expect(checked.attempts[0]).toMatchObject({ outcome: 'ok', message: '' });
  });

  it('goes on in clear on this computer', async () => {
    expect(outcomes(await ask('postgres', bare.url()))['size']).toBe('ok');
  });

  it.runIf(outside !== undefined)('goes on in clear to another machine only by the word of the person', async () => {
    const far = bare.url().replace('127.0.0.1', outside ?? '');
    const refused = await ask('postgres', far);
    expect(outcomes(refused)['size']).toBe('invalid-input');
    expect(refused.attempts[0]?.message).toContain('without encryption, so it was not sent');
    expect(outcomes(await ask('postgres', `${far}?sslmode=prefer`))['size']).toBe('invalid-input');
    expect(outcomes(await ask('postgres', far, { unencrypted: 'yes' }))['size']).toBe('ok');
    // The address itself says so, and the password does not cross the wire (SCRAM).
    expect(outcomes(await ask('postgres', `${far}?sslmode=disable`))['size']).toBe('ok');
    const asIs = `postgres://clear:clear@${outside}:${bare.port}/postgres?sslmode=disable`;
    expect(outcomes(await ask('postgres', asIs))['size']).toBe('invalid-input');
  });

  it.runIf(outside !== undefined)('is refused where the certificate is of another name', async () => {
    // The certificate is of localhost and 127.0.0.1; its authority is known, so that only the name is wrong.
    const far = `${secured.url().replace('127.0.0.1', outside ?? '')}?sslmode=require`;
    const refused = await ask('postgres', far, { certificate: secured.certFile });
    expect(outcomes(refused)['size']).toBe('tls');
    expect(refused.attempts[0]?.message).toContain('belongs to another name');
    // As libpq has it: verify-ca asks for the authority only.
    const byAddress = await ask('postgres', `${far.replace('require', 'verify-ca')}&sslrootcert=${secured.certFile}`);
    expect(outcomes(byAddress)['size']).toBe('ok');
    const byName = await ask('postgres', `${far.replace('require', 'verify-full')}&sslrootcert=${secured.certFile}`);
    expect(outcomes(byName)['size']).toBe('tls');
  });

  it.runIf(outside !== undefined)('reaches another machine over TLS', async () => {
    const far = secured.url().replace('127.0.0.1', outside ?? '');
    expect(outcomes(await ask('postgres', far))['size']).toBe('ok');
  });
});
