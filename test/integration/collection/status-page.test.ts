import { expect, it } from 'vitest';
import { saveSettings } from '#main/actions/save-settings';
import { runCycle } from '#main/collection/run-cycle';
import { createCatalog } from '#main/providers/catalog';
import type { ProviderEntry } from '#main/providers/monitor';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { sourceNotes } from '#main/queries/connections/source-notes';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { HOUR } from '#shared/domain/instant';
import { answered, type StandInAnswer } from '../support/answered';
import { NOW, pluggedIn, provider } from './plugged-in';

const idle = { running: false, nextAt: null, intervalMinutes: 15, progress: null };
const page = (indicator: string, description: string): StandInAnswer => ({
  body: { page: { id: 'x', name: 'x' }, status: { indicator, description } },
});
const failed: CollectionAttempt = {
  connectionId: 'cloud',
  capability: 'one',
  outcome: 'provider-error',
  message: 'It has a problem of its own.',
  action: '',
  startedAt: NOW,
  durationMs: 1,
  samples: 0,
  requests: 1,
  retryAt: null,
};

/** A source that fails, whose provider has a status page that says `answer`. */
async function troubled(answer: StandInAnswer, allowed: boolean) {
  const server = await answered(() => answer);
  const plain = provider('cloud', async () => ({ samples: [], attempts: [failed], facts: {}, cursors: {} }));
  const metric = {
    service: 'TEST',
    metric: 'ONE',
    title: 'One',
    shortTitle: 'One',
    group: 'Test',
    unit: 'count',
    kind: 'gauge',
    zone: 'UTC',
    icon: 'box',
  } as const;
  const entry: ProviderEntry = {
    ...plain,
    descriptor: {
      ...plain.descriptor,
      title: 'Cloud',
      metrics: [metric],
      statusPage: () => ({ title: 'Cloud', url: `${server.url}/api/v2/status.json`, form: 'status' }),
    },
  };
  const { parts, store, clock } = await pluggedIn([entry]);
  await saveSettings(store, { statusPages: allowed });
  const cycle = () => runCycle(parts, { trigger: 'user', evaluate: 'none' });
  await cycle();
  const reads = { store, clock, catalog: createCatalog([entry]), forecasts: createForecastCache() };
  const read = async () => {
    const notes = sourceNotes(reads, await reads.store.cycles.lastAttempts())('cloud', 'cloud');
    return { health: await readCollectionHealth(reads, idle), trouble: notes.trouble(metric)?.text ?? '' };
  };
  return { server, read, cycle, clock, store };
}

it('an incident is said beside the readings that lag, where the person allows to ask', async () => {
  const { read, server } = await troubled(page('major', 'Partial System Outage'), true);
  const { health, trouble } = await read();
  expect(trouble).toMatch(
    /It has a problem of its own\. The status page of Cloud tells of an incident: Partial System/,
  );
  expect(health.sources[0]?.capabilities.map(({ title, outcome }) => [title, outcome])).toContainEqual([
    'Status page',
    'provider-error',
  ]);
  expect(server.asked).toEqual(['GET /api/v2/status.json']);
});

it('nobody is asked who was not allowed', async () => {
  const { read, server } = await troubled(page('major', 'Partial System Outage'), false);
  expect((await read()).trouble).not.toMatch(/status page/);
  expect(server.asked).toEqual([]);
});

it.each([
  ['that is calm', page('none', 'All Systems Operational')],
  ['that is no status page', { type: 'text/html', body: '<html></html>' }],
  ['that answers in another form', { body: { status: 'fine' } }],
  ['that is gone', { status: 410, body: {} }],
])('a page %s says nothing', async (_what, answer) => {
  const { read } = await troubled(answer, true);
  expect((await read()).trouble).toBe('It has a problem of its own. Never read so far.');
});

it('what it said is forgotten when it is no longer asked', async () => {
  const { read, cycle, clock, store } = await troubled(page('minor', 'Degraded'), true);
  await saveSettings(store, { statusPages: false });
  clock.set(NOW + 2 * HOUR);
  await cycle();
  expect((await read()).trouble).not.toMatch(/Degraded/);
});
