import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { neonApi } from '#main/providers/postgres/neon/client';
import { readConsumption, readNeonUsage } from '#main/providers/postgres/neon/usage';
import { readUpstash, upstashDeveloper } from '#main/providers/redis/upstash/developer';
import { loadScenario, type Simulator, startSimulator } from '#main/simulator/index';
import { succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { collectionContext, NOW } from '../support/collection-context';
import { type Meant, type Reader, silentMutations } from '../support/silent-mutations';

const TODAY = NOW - 36_000;
let simulator: Simulator;

function neonContext() {
  const neon = simulator.credentials.neon;
  return collectionContext({
    provider: 'postgres',
    settings: { baseUrl: neon?.url ?? '', neonOrgId: neon?.organizationId ?? '' },
    credentials: { neonApiKey: neon?.apiKey ?? '' },
  });
}

function upstashContext() {
  const developer = simulator.credentials.upstashDeveloper;
  return collectionContext({
    provider: 'redis',
    settings: { upstashUrl: developer?.url ?? '', upstashEmail: developer?.email ?? '' },
    credentials: { upstashApiKey: developer?.apiKey ?? '' },
  });
}

const projects = () => simulator.scenario.neon?.projects ?? [];
const neonOrg = () => simulator.credentials.neon?.organizationId ?? '';
const storeHost = () => `${simulator.scenario.redis[0]?.name ?? ''}-12345.upstash.io`;

const READERS: Readonly<Record<string, Reader>> = {
  'neon usage of all projects': (http) => readNeonUsage(neonApi(neonContext(), http), '', 'p', NOW),
  'neon usage of one project': (http) => readNeonUsage(neonApi(neonContext(), http), projects()[0]?.id ?? '', 'p', NOW),
  'neon consumption': (http) =>
    readConsumption(neonApi(neonContext(), http), neonOrg(), { start: TODAY - 2 * DAY, end: NOW }, NOW),
  'neon computes': async (http) => {
    const read = await neonApi(neonContext(), http).endpoints(projects()[0]?.id ?? '');
    return read.ok ? succeed({ cursors: { computes: read.value } }) : read;
  },
  'upstash developer': (http) => readUpstash(upstashDeveloper(upstashContext(), http), storeHost(), null, NOW),
};

/** What is an answer of its own, and no form that is not understood. Each must come up. */
const MEANT: readonly Meant[] = [
  [/neon usage/, /^project\.org_id$/, /missing|null/, 'A project need not belong to an organization.'],
  [/computes/, /\.started_at$/, /missing|null/, 'A compute that sleeps has not started.'],
];

describe('every field of every recorded answer of the stores, in every form that it never has', () => {
  const used = new Set<string>();

  beforeAll(async () => {
    const scenario = loadScenario('pro-growth');
    simulator = await startSimulator({
      scenario: {
        ...scenario,
        upstashDeveloper: { email: 'ana@acme.test', apiKey: 'upstash-key-123', vercelManaged: false },
      },
      clock: settableClock(NOW),
    });
  });
  afterAll(() => simulator.close());

  it.each(Object.entries(READERS))('%s: the figure is right, or what was missed is told', async (name, read) => {
    expect(await silentMutations(name, read, neonContext().http, MEANT, used)).toEqual([]);
  });

  it('what is meant by an odd form comes up', () => {
    expect(MEANT.map(([, , , why]) => why).filter((why) => !used.has(why))).toEqual([]);
  });
});
