import type { Instant } from './instant';

/** A project at a provider, as far as Headroom needs it. */
export interface Project {
  readonly connectionId: string;
  /** The provider's own id, such as `prj_1`. */
  readonly projectId: string;
  readonly name: string;
}

/** A deployment, kept as a marker for charts and as a cause for changes. */
export interface Deployment {
  readonly connectionId: string;
  readonly deploymentId: string;
  readonly projectId: string;
  readonly name: string;
  /** The provider's own word: `READY`, `ERROR`, … Unknown words pass through. */
  readonly state: string;
  /** `production`, `staging`, or null for a preview. */
  readonly target: string | null;
  readonly createdAt: Instant;
  readonly buildingAt: Instant | null;
  readonly readyAt: Instant | null;
  readonly url: string | null;
  readonly inspectorUrl: string | null;
  readonly commit: string | null;
}

/** A store that was found on an account: what it is, and what it still needs before it can be watched. */
export interface FoundStore {
  readonly connectionId: string;
  readonly storeId: string;
  readonly name: string;
  readonly kind: 'redis' | 'postgres' | 'blob' | 'edge-config' | 'other';
  /** Who runs it: `upstash`, `neon`, `vercel`, … */
  readonly host: string;
  readonly plan: string | null;
  readonly status: string | null;
  readonly quotaExceeded: boolean;
  /** Names of the environment variables that hold its address. Their values are never read. */
  readonly variables: readonly string[];
  /** One sentence: `Paste the value of KV_REST_API_TOKEN`. Empty when nothing is missing. */
  readonly needs: string;
}
