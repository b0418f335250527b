import { registry } from '#main/providers/index';
import { DEFAULT_SQL_MINUTES, wakingCost } from '#main/providers/postgres/neon/waking';
import { PINGS } from '#main/providers/redis/probe';
import type { BenchRow } from '../store/bench-row';

/** Cycles in a 30-day month, one each 15 minutes. */
const CYCLES_A_MONTH = 96 * 30;

interface PollingCost {
  readonly dollars: number;
  readonly because: string;
  /** Default: the provider as it is connected by default. */
  readonly where?: string;
}

/** What asking costs the user, by the providers' published prices; a provider that is not listed is a mistake. */
const COSTS: Readonly<Record<string, readonly PollingCost[]>> = {
  vercel: [{ dollars: 0, because: 'no price is published for requests to its API: they are no metered resource' }],
  redis: [
    {
      dollars: 0,
      because: `1 INFO and ${PINGS} PING a cycle, ${((1 + PINGS) * CYCLES_A_MONTH).toLocaleString('en-US')} a month; Upstash charges neither, REST needs no other command`,
    },
  ],
  postgres: [
    { dollars: 0, because: 'a Postgres of your own has no price for a query' },
    {
      where: 'Neon with a key',
      dollars: 0,
      because: 'its API wakes nothing, and SQL runs only while the compute is awake anyway',
    },
    {
      where: 'Neon without a key, on Free',
      dollars: 0,
      because: `SQL every ${DEFAULT_SQL_MINUTES / 60} hours takes ${wakingCost(DEFAULT_SQL_MINUTES).freePercent.toFixed(1)} % of the included CU-hours at most`,
    },
    {
      where: 'Neon without a key, on Launch',
      dollars: wakingCost(DEFAULT_SQL_MINUTES).launchDollars,
      because:
        'the same on a paid plan, at most: nothing where the app keeps the compute awake; told in the form before',
    },
  ],
  openai: [{ dollars: 0, because: 'no price is published for the reports of usage and costs; no model is called' }],
  anthropic: [{ dollars: 0, because: 'no price is published for the reports of usage and costs; no model is called' }],
  'ai-gateway': [
    { dollars: 0, because: 'only the credits are read; the report, $5 for 1,000 queries, is never asked for' },
  ],
};

/** One row for each provider of the registry that is asked over the network. */
export function pollingCostRows(): BenchRow[] {
  const asked = registry.filter(({ descriptor }) => descriptor.fields.length > 0);
  return asked.flatMap(({ descriptor: { id, title } }) => {
    const costs = COSTS[id];
    if (costs === undefined) throw new Error(`What polling ${title} costs has not been worked out.`);
    return costs.map(({ where, dollars, because }) => ({
      name: `polling costs a month, ${where ?? title}`,
      goal: '$0',
      measured: `$${dollars.toFixed(2)}`,
      ok: dollars === 0,
      note: because,
    }));
  });
}
