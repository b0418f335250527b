import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressFault, isLoopback, isPageAddress, isStorableAddress } from '#main/http/safe-address';
import { client, json, type Served, serve } from './served';

const TOKEN = 'vcp_topsecret0123456789';
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` };

let server: Served;
beforeEach(async () => {
  server = await serve((_, response) => json(response, 200, {}));
});

/** The port of the server, under another name of its host. */
const at = (host: string, scheme = 'http') => `${scheme}://${host}:${server.host.split(':')[1]}/things`;

describe('a request', () => {
  // 0.0.0.0 reaches this very server on most systems: what was sent would be seen.
  it.each([
    '0.0.0.0',
    '0',
    '[::]',
    'localhost.',
    'sub.localhost',
    'provider.test',
    '[::ffff:10.0.0.1]',
    '127.0.0.1.nip.test',
  ])('does not go to %s in clear: no byte, and the failure says which host and what to do', async (host) => {
    const asked: string[] = [];
    const proxy = async (url: string) => {
      asked.push(url);
      return `http://${server.host}`;
    };
    const result = await client({ proxy }).request({ url: at(host), from: 'Vercel', headers: AUTHORIZATION });
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input', retryable: false } });
    const failure = result.ok ? null : result.failure;
    expect(failure?.message).toContain(new URL(at(host)).host);
    expect(failure?.message).toContain('Vercel');
    expect(failure?.action).toContain('https://');
    expect(JSON.stringify(result)).not.toContain(TOKEN);
    expect(server.count()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('streams no lines from there either', async () => {
    const result = await client().lines({ url: at('0.0.0.0'), headers: AUTHORIZATION }, () => undefined);
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(server.count()).toBe(0);
  });

  it.each(['127.0.0.1', '127.1', '0x7f.0.0.1', '2130706433', 'LOCALHOST', '[::ffff:127.0.0.1]'])(
    'goes to %s, which is this computer, and past every proxy',
    async (host) => {
      const proxy = async () => 'http://127.0.0.1:1';
      expect(await client({ proxy }).request({ url: at(host), headers: AUTHORIZATION })).toMatchObject({ ok: true });
      expect(server.count()).toBe(1);
    },
  );

  it('does not go where a user name passes for the host', async () => {
    const url = 'https://api.vercel.com:x@elsewhere.test/v2/user';
    const result = await client({ proxy: async () => `http://${server.host}` }).request({
      url,
      headers: AUTHORIZATION,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(result.ok ? '' : result.failure.message).toContain('elsewhere.test');
    expect(server.count()).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (status) => {
    const other = await serve((_, response) => json(response, 200, {}));
    const first = await serve((_, response) => json(response, status, {}, { location: other.url }));
    expect((await client().request({ url: first.url, headers: AUTHORIZATION })).ok).toBe(false);
    expect((await client().lines({ url: first.url, headers: AUTHORIZATION }, () => undefined)).ok).toBe(false);
    expect(other.count()).toBe(0);
  });
});

describe('the rule', () => {
  it.each([
    ['https://api.vercel.com/v2', null],
    ['HTTPS://api.vercel.com', null],
    ['http://127.255.255.254:1', null],
    ['http://[::1]/', null],
    ['http://user:pw@127.0.0.1/', null],
    ['http://128.0.0.1', 'in-clear'],
    ['http://[::2]', 'in-clear'],
    ['http://[fe80::1]', 'in-clear'],
    ['http://192.168.1.1', 'in-clear'],
    ['http://127.0.0.1@evil.test', 'in-clear'],
    ['http:\\\\evil.test', 'in-clear'],
    ['h\nttp://evil.test', 'in-clear'],
    ['http://localhost.evil.test', 'in-clear'],
    ['https://user@evil.test', 'user-info'],
    ['ftp://127.0.0.1', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['127.0.0.1:80', 'unreadable'],
    ['', 'unreadable'],
  ])('%j: %s', (address, fault) => {
    expect(addressFault(address)).toBe(fault);
  });

  it('keeps no password among the settings, and opens only pages of others', () => {
    expect(isStorableAddress('http://user:pw@127.0.0.1/')).toBe(false);
    expect(isStorableAddress('http://127.0.0.1/')).toBe(true);
    expect(isPageAddress('http://127.0.0.1/')).toBe(false);
  });

  it('reads hosts with and without brackets', () => {
    expect(['::1', '[::1]', '127.0.0.1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['::', '', 'localhost.', '1.127.0.0'].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe('one signal for many requests', () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  beforeEach(() => void process.on('warning', note));
  afterEach(() => void process.off('warning', note));

  it('makes Node warn of nothing', async () => {
    const { signal } = new AbortController();
    const http = client();
    await Promise.all(Array.from({ length: 30 }, () => http.request({ url: server.url, signal })));
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.count()).toBe(30);
    expect(warnings).toEqual([]);
  });
});
