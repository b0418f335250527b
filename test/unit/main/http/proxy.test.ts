import { afterEach, describe, expect, test, vi } from 'vitest';
import { proxyFromPac, systemProxy } from '#main/http/proxy';

describe("the system's answer", () => {
  test.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443; DIRECT', 'https://proxy.example:443'],
    ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['DIRECT; PROXY proxy.example:3128', null],
    ['', null],
  ])('%s names %s', (answer, proxy) => {
    expect(proxyFromPac(answer)).toBe(proxy);
  });
});

describe('the proxy of the window', () => {
  afterEach(() => vi.unstubAllEnvs());

  /** The computer that runs the tests may have proxies of its own. */
  function withoutProxies(): void {
    for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
      vi.stubEnv(name, '');
      vi.stubEnv(name.toLowerCase(), '');
    }
  }

  test('is the one that the system names for the address', async () => {
    withoutProxies();
    const asked: string[] = [];
    const resolve = systemProxy(async (url) => {
      asked.push(url);
      return 'PROXY proxy.example:3128';
    });
    expect(await resolve('https://api.vercel.com/v2/user')).toBe('http://proxy.example:3128');
    expect(asked).toEqual(['https://api.vercel.com/v2/user']);
  });

  test('is the one of the environment where there is one', async () => {
    withoutProxies();
    vi.stubEnv('HTTPS_PROXY', 'http://env.example:8080');
    const resolve = systemProxy(async () => 'PROXY proxy.example:3128');
    expect(await resolve('https://api.vercel.com/v2/user')).toBe('http://env.example:8080');
  });
});
