import { describe, expect, it } from 'vitest';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readPostgresAddress } from '#main/providers/postgres/address';
import { readAddress } from '#main/providers/redis/address';
import { recognize } from '#main/queries/connection-views';

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

describe('readAddress', () => {
  it('keeps port and user, and corrects Upstash to TLS', () => {
    expect(readAddress('redis://a:b@x.upstash.io:1')).toEqual({
      kind: 'tcp',
      url: 'rediss://a:b@x.upstash.io:1',
      host: 'x.upstash.io:1',
    });
    expect(readAddress('redis://:p%40ss@[::1]:6379/2')?.host).toBe('[::1]:6379');
    expect(readAddress('http://x')).toBeNull();
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
    expect(address?.config).toEqual({ connectionString: 'postgres://u:p@ep-a-b.us-east-1.aws.neon.tech/db', ssl: {} });
  });
  it.each([
    ['', false],
    ['?sslmode=disable', false],
    ['?sslmode=require', {}],
    ['?sslmode=verify-full', {}],
    ['?sslmode=no-verify', { rejectUnauthorized: false }],
    ['?ssl=true', {}],
    ['?ssl=0', false],
    ['?sslmode=require&ssl=0', {}],
  ])('reads %j', (query, ssl) => {
    expect(read(`postgres://u:p@db.example:5433/x${query}`)?.config.ssl).toEqual(ssl);
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
  ])('%s changes neither TLS nor a limit', async (parameter) => {
    const read = readPostgresAddress(`${url}?${parameter}`);
    expect(read).toMatchObject({ ok: true, value: { config: { connectionString: url, ssl: {} } } });
    const { default: pg } = await import('pg');
    const client = new pg.Client(read.ok ? read.value.config : {});
    expect((client as unknown as { ssl: unknown }).ssl).toEqual({});
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
  it('with a certificate is left to the client', () => {
    expect(readPostgresAddress(`${url}?sslmode=verify-full&sslrootcert=/ca.pem`)).toMatchObject({
      value: { config: { connectionString: `${url}?sslrootcert=%2Fca.pem` } },
    });
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
