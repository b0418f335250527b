import { getProxyForUrl } from 'proxy-from-env';

/** Answers the proxy to use for an address, such as `http://proxy.example:3128`, or null for none. */
export type ProxyResolver = (url: string) => Promise<string | null>;

/** The usual variables: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, in either case. */
export const environmentProxy: ProxyResolver = async (url) => getProxyForUrl(url) || null;

/**
 * The proxy of the system, as a proxy configuration script would name it; what the environment says goes
 * first, as for every other program of a terminal.
 */
export function systemProxy(resolveProxy: (url: string) => Promise<string>): ProxyResolver {
  return async (url) => (await environmentProxy(url)) ?? proxyFromPac(await resolveProxy(url));
}

/**
 * Reads a system's answer in the form of a proxy configuration script, `PROXY host:8080; DIRECT`, as
 * Electron's `session.resolveProxy` gives it. SOCKS is not supported and counts as none.
 */
export function proxyFromPac(answer: string): string | null {
  for (const entry of answer.split(';')) {
    const [kind, host] = entry.trim().split(/\s+/);
    if (kind === 'DIRECT') return null;
    if (host !== undefined && (kind === 'PROXY' || kind === 'HTTP')) return `http://${host}`;
    if (host !== undefined && kind === 'HTTPS') return `https://${host}`;
  }
  return null;
}
