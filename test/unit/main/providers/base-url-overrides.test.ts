import { describe, expect, it } from 'vitest';
import { baseUrlsOf, readBaseUrlOverrides } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { overrideSentence, shownOverride } from '#main/queries/connections/base-url-notes';

const VARIABLES = registry.flatMap(({ descriptor }) => [
  ...(descriptor.baseUrlVariable === '' ? [] : [descriptor.baseUrlVariable]),
  ...(descriptor.otherBaseUrls ?? []).map(({ variable }) => variable),
]);

describe.each(VARIABLES)('%s', (variable) => {
  it.each(['http://127.0.0.1:4000/x', 'https://127.0.0.1:4000', 'http://localhost', 'https://[::1]:4000/x/'])(
    'may be %s',
    (url) => {
      const read = readBaseUrlOverrides(registry, { [variable]: ` ${url} ` });
      expect(read).toMatchObject({ ok: true, value: [{ variable, url }] });
    },
  );

  it.each([
    'https://proxy.example/vercel',
    'http://vercel.example',
    'https://127.0.0.1.example',
    'https://127.0.0.1@proxy.example',
    'http://192.168.1.2',
    'ftp://127.0.0.1',
    'file:///tmp/x',
    '127.0.0.1:4000',
    'nonsense',
    'javascript:0',
    'HTTP://vercel.example',
    'http://localhost.example',
    'ht\ttp://vercel.example',
    'http:\\\\vercel.example',
    'https://user:pw@vercel.example',
    'http://localhost.@vercel.example',
    'http://user:pw@127.0.0.1',
  ])('may not be %s, whose value is not told', (url) => {
    const read = readBaseUrlOverrides(registry, { [variable]: url });
    expect(read).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', message: expect.stringContaining(variable) },
    });
    expect(JSON.stringify(read)).not.toContain('example');
    expect(JSON.stringify(read)).not.toContain('pw');
  });
});

it('every provider that is asked over the web has a variable of its own', () => {
  expect(VARIABLES).toEqual([
    'HEADROOM_VERCEL_URL',
    'HEADROOM_REDIS_REST_URL',
    'HEADROOM_UPSTASH_URL',
    'HEADROOM_NEON_URL',
    'HEADROOM_OPENAI_URL',
    'HEADROOM_ANTHROPIC_URL',
    'HEADROOM_AI_GATEWAY_URL',
  ]);
});

it('is shown without its query', () => {
  const read = readBaseUrlOverrides(registry, {
    HEADROOM_VERCEL_URL: 'http://127.0.0.1:4000/vercel?key=secret',
    HEADROOM_REDIS_REST_URL: '',
  });
  const overrides = read.ok ? read.value : [];
  expect(overrides.map(overrideSentence)).toEqual([
    'Vercel is asked at http://127.0.0.1:4000/vercel, as HEADROOM_VERCEL_URL says.',
  ]);
  expect(shownOverride(overrides, 'vercel')).toBe('http://127.0.0.1:4000/vercel');
  expect(shownOverride(overrides, 'redis')).toBeNull();
});

it('names the one of several interfaces that is asked elsewhere', () => {
  const read = readBaseUrlOverrides(registry, { HEADROOM_UPSTASH_URL: 'http://127.0.0.1:4000/v2' });
  expect(shownOverride(read.ok ? read.value : [], 'redis')).toBe("http://127.0.0.1:4000/v2 (Upstash's developer API)");
});

describe('the address that a program hands over', () => {
  it('is taken for each provider by its id, and left where it is not set', () => {
    const read = baseUrlsOf(registry, { vercel: ' http://127.0.0.1:4000/vercel ', postgres: undefined, redis: '' });
    expect(read).toEqual({
      ok: true,
      value: [
        {
          provider: 'vercel',
          title: 'Vercel',
          variable: 'baseUrls.vercel',
          setting: 'baseUrl',
          url: 'http://127.0.0.1:4000/vercel',
        },
      ],
    });
  });

  it.each(['https://proxy.example/vercel', 'http://vercel.example', 'https://127.0.0.1@proxy.example', 'nonsense'])(
    'may not be %s, whose value is not told',
    (url) => {
      const read = baseUrlsOf(registry, { vercel: url });
      expect(read).toMatchObject({ ok: false, failure: { message: expect.stringContaining('baseUrls.vercel') } });
      expect(JSON.stringify(read)).not.toMatch(/example|nonsense/);
    },
  );

  it.each(['netlify', 'imported', 'toString', '__proto__'])('is refused for %s, which is asked nowhere', (id) => {
    const addresses = Object.fromEntries([[id, 'http://127.0.0.1:4000']]);
    const read = baseUrlsOf(registry, addresses);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(read.ok ? '' : read.failure.action).toBe(
      'Name one of vercel, redis, postgres, openai, anthropic, ai-gateway.',
    );
  });
});
