import { describe, expect, it } from 'vitest';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readPostgresAddress } from '#main/providers/postgres/address';
import { readRedisAddress } from '#main/providers/redis/address';
import { recognize } from '#main/queries/connections/connection-views';

const catalog = createCatalog(registry);

describe('a pasted address', () => {
  it.each([
    ['redis://localhost:6379', 'redis', { url: 'redis://localhost:6379' }],
    ['  rediss://default:pw@cache.example:6380/0 ', 'redis', { url: 'rediss://default:pw@cache.example:6380/0' }],
    ['redis://default:pw@eu1-x.upstash.io:6379', 'redis', { url: 'rediss://default:pw@eu1-x.upstash.io:6379' }],
    ['https://fine-cat-12345.upstash.io', 'redis', { restUrl: 'https://fine-cat-12345.upstash.io' }],
    ['https://old-one.kv.vercel-storage.com/', 'redis', { restUrl: 'https://old-one.kv.vercel-storage.com' }],
    ['postgres://u:p@db.example/app', 'postgres', { url: 'postgres://u:p@db.example/app' }],
    ['postgresql://u:p@db.example/app', 'postgres', { url: 'postgresql://u:p@db.example/app' }],
    ['napi_0123456789abcdef0123', 'postgres', { neonApiKey: 'napi_0123456789abcdef0123' }],
    ['sk-admin-abcdefgh12345', 'openai', { adminKey: 'sk-admin-abcdefgh12345' }],
    ['sk-ant-admin01-abcdefgh12345', 'anthropic', { adminKey: 'sk-ant-admin01-abcdefgh12345' }],
  ])('%s', (text, provider, fields) => {
    const recognized = recognize(catalog, text);
    expect(recognized).toMatchObject({ provider, fields });
    expect(recognized?.title).not.toMatch(/pw|:p@|abcdefgh|0123456789abcdef/);
  });

  it.each(['', 'hello', 'https://example.test', 'mysql://x/y', 'redis://', 'postgres://', 'sk-proj-abcdefgh1234'])(
    'knows nothing of %j',
    (text) => {
      expect(recognize(catalog, text)).toBeNull();
    },
  );

  it('fills only fields that the provider has', () => {
    for (const text of ['redis://h', 'postgres://u:p@h/d', 'napi_0123456789abcdef0123', 'sk-admin-abcdefgh12345']) {
      const recognized = recognize(catalog, text);
      const keys = catalog.descriptor(recognized?.provider ?? '')?.fields.map(({ key }) => key);
      expect(keys).toEqual(expect.arrayContaining(Object.keys(recognized?.fields ?? {})));
    }
  });
});

describe('readRedisAddress', () => {
  it('keeps port and user, and corrects Upstash to TLS', () => {
    expect(readRedisAddress('redis://a:b@x.upstash.io:1')).toMatchObject({
      value: {
        url: 'rediss://a:b@x.upstash.io:1',
        host: 'x.upstash.io:1',
        isTls: true,
        login: { user: 'a', password: 'b' },
      },
    });
    expect(readRedisAddress('redis://:p%40ss@[::1]:6379/2')).toMatchObject({
      value: { host: '[::1]:6379', hostname: '::1', login: { user: '', password: 'p@ss' } },
    });
    expect(readRedisAddress('http://x')).toMatchObject({ ok: false });
  });
  it.each([
    ['valkey://h', { isTls: false, port: 6379 }],
    ['valkeys://u:p@h:6380', { isTls: true, port: 6380, url: 'rediss://u:p@h:6380' }],
    ['rediss://h/3', { isTls: true }],
  ])('%s', (text, expected) => {
    expect(readRedisAddress(text)).toMatchObject({ ok: true, value: expected });
    expect(recognize(catalog, text)?.provider).toBe('redis');
  });
  it.each([
    ['redis://:50%off@h', 'Write % as %25.'],
    ['redis://h1:6379,h2:6379', 'one of them'],
    ['unix:///run/redis.sock', '127.0.0.1'],
    ['redis+unix:///run/redis.sock', '127.0.0.1'],
    ['redis:///run/redis.sock', '127.0.0.1'],
    ['redis+sentinel://h:26379/mymaster', 'of the store itself'],
    ['redis-cluster://h1,h2', 'one node'],
  ])('%s is refused by name: %s', (text, mend) => {
    const read = readRedisAddress(text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(read.ok ? '' : read.failure.action).toContain(mend);
    expect(JSON.stringify(read)).not.toContain('50%off');
  });
});

describe('readPostgresAddress', () => {
  const read = (text: string) => {
    const result = readPostgresAddress(text);
    return result.ok ? result.value : null;
  };
  it('takes the direct host of Neon, with TLS', () => {
    const address = read(
      'postgres://u:p@ep-a-b-pooler.us-east-1.aws.neon.tech/db?sslmode=require&channel_binding=require',
    );
    expect(address).toMatchObject({ host: 'ep-a-b.us-east-1.aws.neon.tech', isNeon: true, database: 'db' });
    expect(address).toMatchObject({ hostname: 'ep-a-b.us-east-1.aws.neon.tech', port: 5432, tls: 'always' });
    expect(address?.login).toEqual({ user: 'u', password: 'p' });
  });
  it.each([
    ['', { tls: 'ask' }],
    ['?sslmode=prefer', { tls: 'ask' }],
    ['?sslmode=allow', { tls: 'ask' }],
    ['?sslmode=disable', { tls: 'never' }],
    ['?sslmode=require', { tls: 'always', isUnchecked: false }],
    ['?sslmode=verify-full', { tls: 'always', checksName: true }],
    ['?sslmode=no-verify', { tls: 'always', isUnchecked: true }],
    ['?ssl=true', { tls: 'always', isUnchecked: false }],
    // asyncpg and postgres.js take the words of sslmode here.
    ['?ssl=require', { tls: 'always', isUnchecked: false }],
    ['?ssl=verify-full', { tls: 'always', checksName: true }],
    ['?ssl=True', { tls: 'always' }],
    ['?ssl=on', { tls: 'always' }],
    ['?ssl={"rejectUnauthorized":true}', { tls: 'always' }],
    ['?ssl=prefer', { tls: 'ask' }],
    ['?ssl=no-verify', { tls: 'always', isUnchecked: true }],
    ['?ssl=', { tls: 'ask' }],
    ['?ssl=disable', { tls: 'never' }],
    ['?ssl=off', { tls: 'never' }],
    ['?ssl=0', { tls: 'never' }],
    ['?sslmode=require&ssl=0', { tls: 'always' }],
    ['?sslnegotiation=direct', { tls: 'always', isDirectTls: true }],
  ])('reads %j', (query, expected) => {
    expect(read(`postgres://u:p@db.example:5433/x${query}`)).toMatchObject({ port: 5433, ...expected });
  });
});

describe('a parameter of a Postgres address', () => {
  const url = 'postgres://u:p@ep-a.neon.tech/db';
  it.each([
    'ssl=0',
    'sslmode=disable',
    'ssl=false',
    'query_timeout=0',
    'connectionTimeoutMillis=0',
    'stream=x',
    'ssl=0&sslmode=disable',
  ])('%s changes neither TLS nor a limit', (parameter) => {
    const read = readPostgresAddress(`${url}?${parameter}`);
    expect(read).toEqual(readPostgresAddress(url));
    expect(read).toMatchObject({ ok: true, value: { tls: 'always', isUnchecked: false } });
  });
  it.each(['host=evil.test', 'hostaddr=10.0.0.1', 'port=1', 'user=x', 'password=x'])(
    '%s, which would lead elsewhere than the address says, is refused',
    (parameter) => {
      expect(readPostgresAddress(`${url}?${parameter}`)).toMatchObject({
        ok: false,
        failure: { code: 'invalid-input' },
      });
    },
  );
  it('names the files of certificates', () => {
    expect(
      readPostgresAddress(`${url}?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/a.crt&sslkey=/a.key`),
    ).toMatchObject({
      value: { files: { ca: '/ca.pem', certificate: '/a.crt', key: '/a.key' }, checksName: true },
    });
    expect(readPostgresAddress(`${url}?sslrootcert=system`)).toMatchObject({ value: { files: { ca: '' } } });
  });
});

describe('an address that cannot be read', () => {
  it('of a store has a special character in its password', () => {
    const read = readRedisAddress('redis://u:12/off@h:6379');
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(JSON.stringify(read)).not.toContain('off');
  });
  it.each([
    ['postgres://u:50%off@h/db', 'Write % as %25.'],
    ['postgres://u%:p@h/db', 'Write % as %25.'],
    ['postgres://u:p@h/50%', 'Write % as %25.'],
    ['postgres://u:p@h1,h2/db', 'one of them'],
    ['postgres://u:p@h1:5432,h2:5433/db', 'one of them'],
    ['postgres://u:p@h1/db?host=h2,h3', 'one of them'],
    ['postgres://u:p@%2Fvar%2Frun%2Fpostgresql/db', '127.0.0.1'],
    ['postgres://u:p@/db?host=/var/run/postgresql', '127.0.0.1'],
    ['postgres:///db?host=/var/run/postgresql', '127.0.0.1'],
    ['postgresql+asyncpg://u:p@h/db', 'Begin it with postgresql://'],
    ['jdbc:postgresql://h/db?user=u', 'Begin it with postgresql://'],
    ['postgres://u:p#q@h/db', '# as %23'],
    // Digits before the sign pass for a port, and the rest of the password for the name of a database.
    ['postgres://u:12/off@h/db', '/ as %2F'],
    ['postgres://u:12#off@h/db', '# as %23'],
    ['postgres://u:12?off@h/db', 'special characters'],
    ['postgres://u/off:p@h/db', '/ as %2F'],
    ['nonsense', 'It has the form'],
  ])('%s: %s', (text, mend) => {
    const read = readPostgresAddress(text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid-input', retryable: false } });
    expect(read.ok ? '' : read.failure.action).toContain(mend);
    expect(read.ok ? '' : `${read.failure.message}${read.failure.action}`).not.toMatch(/off|u:p/);
    expect(recognize(catalog, text)).toBeNull();
  });
});

describe('the registry', () => {
  it.each(registry.map((entry) => [entry.descriptor.id, entry] as const))(
    '%s loads and describes itself',
    async (id, entry) => {
      const provider = await entry.load();
      const { descriptor } = provider;
      expect(descriptor).toBe(entry.descriptor);
      const keys = descriptor.metrics.map(({ service, metric }) => `${service}_${metric}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { feeds } of descriptor.capabilities) expect(keys).toEqual(expect.arrayContaining([...feeds]));
      expect(new Set(descriptor.capabilities.map((capability) => capability.id)).size).toBe(
        descriptor.capabilities.length,
      );
      const fed = new Set(descriptor.capabilities.flatMap(({ feeds }) => feeds));
      expect(keys.filter((key) => !fed.has(key))).toEqual([]);
      const isSecret = descriptor.fields.some(({ secret }) => secret);
      // What was imported from a file has nobody to sign in to.
      expect(isSecret || descriptor.fields.length === 0, id).toBe(true);
      expect(descriptor.fields.every(({ help }) => /[.!]$/.test(help))).toBe(true);
    },
  );

  it('finds by id', () => {
    expect(catalog.descriptor('vercel')?.title).toBe('Vercel');
    expect(catalog.descriptor('nobody')).toBeNull();
  });
});
