import { expect, it } from 'vitest';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { succeed } from '#shared/domain/failure';
import { connection, monitored } from './monitored';

it.each(['openai', 'anthropic'] as const)(
  'the projects of %s carry their names, not their references',
  async (provider) => {
    const { store, clock, simulator, reads } = await monitored({ redis: false });
    const cloud = simulator.credentials[provider];
    const projects = simulator.scenario[provider]?.projects ?? [];
    if (cloud === null) {
      throw new Error(`The scenario has no ${provider}.`);
    }
    await store.connections.save(connection('ai-1', provider, { baseUrl: cloud.url }));
    const service = new InfrastructureMonitoringService(
      store,
      {},
      { clock, credentials: { read: async () => succeed({ adminKey: cloud.adminKey }) } },
    );
    await service.runMonitoringCycle({ connectionIds: ['ai-1'] });
    const states = await readMetricStates(reads, { connectionIds: ['ai-1'], forecast: false });
    const shown = new Set<string>();
    for (const { key } of states) {
      const chart = await readUsageChart(reads, { key, range: '30d', points: 10 }, 15);
      for (const { name } of chart.ok ? chart.value.projects : []) {
        shown.add(name);
      }
    }
    const used = projects.filter(({ name }) => shown.has(name));
    expect(used.length).toBeGreaterThan(0);
    expect([...shown].sort()).toEqual(used.map(({ name }) => name).sort());
  },
);
