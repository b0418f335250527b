import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import type { ProxyResolver } from './proxy';
import { isLoopback } from './safe-address';

const KEEP_ALIVE = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 8, maxFreeSockets: 4 } as const;

export interface AgentPair {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  /** Host and port of the proxy that they go through; absent without one. */
  readonly proxy?: string;
}

/** Gives the kept-alive connections for an address: direct, or through the proxy that the resolver names. */
export interface Agents {
  for(url: string): Promise<AgentPair>;
}

/** Milliseconds of silence after which a proxy that was asked for a tunnel is given up, so that it holds no place for ever. */
const PROXY_SILENCE_MS = 30_000;

export function createAgents(resolveProxy: ProxyResolver, silenceMs: number = PROXY_SILENCE_MS): Agents {
  const direct: AgentPair = { http: new HttpAgent(KEEP_ALIVE), https: new HttpsAgent(KEEP_ALIVE) };
  const tunnel = { ...KEEP_ALIVE, timeout: silenceMs };
  const proxied = new Map<string, AgentPair>();
  return {
    async for(url) {
      // No proxy may see what is for this computer, the less since it may go in clear.
      const proxy = isLoopback(new URL(url).hostname) ? null : await resolveProxy(url);
      if (proxy === null) {
        return direct;
      }
      const known = proxied.get(proxy) ?? {
        http: new HttpProxyAgent({ ...tunnel, proxy }),
        https: new HttpsProxyAgent({ ...tunnel, proxy }),
        proxy: new URL(proxy).host,
      };
      proxied.set(proxy, known);
      return known;
    },
  };
}
