import type { CredentialSource } from '#main/collection/cycle-parts';
import type { Credentials } from '#main/providers/monitor';
import type { SimulatorCredentials } from '#main/simulator/index';
import type { Store } from '#main/store/store';
import { fail, succeed } from '#shared/domain/failure';
import { bareConnection } from '../../integration/support/bare-connection';
import { NOW } from '../store/bench-file';

interface Account {
  readonly id: string;
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

/** A Vercel team of ten projects, three stores (two Redis, one Neon by its key) and two AI accounts. */
export async function connectAccounts(store: Store, simulated: SimulatorCredentials): Promise<CredentialSource> {
  const accounts = accountsOf(simulated);
  for (const { id, provider, settings } of accounts) {
    await store.connections.save(bareConnection(id, provider, NOW, settings));
  }
  return {
    async read({ id }) {
      const account = accounts.find((one) => one.id === id);
      return account === undefined ? fail(unknown()) : succeed(account.credentials);
    },
  };
}

function accountsOf({ vercel, redis, neon, openai, anthropic }: SimulatorCredentials): readonly Account[] {
  if (neon === null || openai === null || anthropic === null) throw new Error('The scenario lacks an account.');
  return [
    {
      id: 'team',
      provider: 'vercel',
      settings: { baseUrl: vercel.url, teamId: vercel.teamId },
      credentials: { token: vercel.token },
    },
    ...redis.map(({ name, url, token }) => ({
      id: name,
      provider: 'redis',
      settings: { restUrl: url },
      credentials: { restToken: token },
    })),
    {
      id: 'database',
      provider: 'postgres',
      settings: { baseUrl: neon.url, neonOrgId: neon.organizationId },
      credentials: { neonApiKey: neon.apiKey },
    },
    {
      id: 'openai',
      provider: 'openai',
      settings: { baseUrl: openai.url },
      credentials: { adminKey: openai.adminKey },
    },
    {
      id: 'anthropic',
      provider: 'anthropic',
      settings: { baseUrl: anthropic.url },
      credentials: { adminKey: anthropic.adminKey },
    },
  ];
}

const unknown = () => ({ code: 'not-configured', message: 'No such account.', action: '', retryable: false }) as const;
