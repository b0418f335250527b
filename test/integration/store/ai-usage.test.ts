import { beforeEach, expect, test } from 'vitest';
import { settableClock } from '#main/clock';
import { blankEvent } from '#main/providers/ai-report';
import type { Store } from '#main/store/store';
import { dayStart } from '#shared/core/calendar/calendar';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { DAY } from '#shared/domain/instant';
import { openedStore } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';

const NOW = dayStart('2026-11-18', 'UTC');
const START = dayStart('2026-11-01', 'UTC');

let store: Store;

beforeEach(async () => {
  store = await openedStore(':memory:', { clock: settableClock(NOW) });
  await store.connections.save(bareConnection('openai-1', 'openai', NOW));
});

function tokens(model: string, day: number, outputTokens: number): AiUsageEvent {
  return { ...blankEvent('openai', 'tokens', START + day * DAY, NOW), model, outputTokens };
}

function window(days: number, events: readonly AiUsageEvent[]) {
  return { kind: 'tokens' as const, bucketSeconds: DAY, range: { start: START, end: START + days * DAY }, events };
}

test('a window read again changes nothing, and a group that vanished vanishes', async () => {
  const first = window(3, [tokens('a', 0, 10), tokens('b', 1, 20), tokens('a', 2, 30)]);
  await store.aiUsage.saveWindows('openai-1', [first], NOW);
  await store.aiUsage.saveWindows('openai-1', [first], NOW);
  const sum = async (model: string) =>
    (await store.aiUsage.months('2026-11')).find((one) => one.model === model && one.projectRef === '')?.outputTokens;
  expect([await sum(''), await sum('a'), await sum('b')]).toEqual([60, 40, 20]);

  await store.aiUsage.saveWindows('openai-1', [window(3, [tokens('a', 0, 10), tokens('a', 2, 35)])], NOW);
  expect([await sum(''), await sum('a'), await sum('b')]).toEqual([45, 45, undefined]);
});

test('a window over the end of a month feeds both, and only a settled month is complete', async () => {
  const range = { start: dayStart('2026-10-31', 'UTC'), end: dayStart('2026-11-02', 'UTC') };
  await store.aiUsage.saveWindows(
    'openai-1',
    [{ kind: 'tokens', bucketSeconds: DAY, range, events: [tokens('a', -1, 5), tokens('a', 0, 7)] }],
    NOW,
  );
  const all = async (month: string) => (await store.aiUsage.months(month)).find((one) => one.model === '');
  expect(await all('2026-10')).toMatchObject({ outputTokens: 5, isComplete: true, daysWithData: 1 });
  expect(await all('2026-11')).toMatchObject({ outputTokens: 7, isComplete: false });
});
