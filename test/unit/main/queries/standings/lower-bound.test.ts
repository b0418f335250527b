import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { standingText } from '#shared/words/standing';
import { CACHE, NOW } from '../../actions/decided';
import { cache, TODAY } from './cache-standings';

describe('a reading that is known to be a lower bound', () => {
  it('of a running total is at least that, and never calm on that ground', async () => {
    const { parts, save, standing, limit } = await cache();
    const month = { metric: 'COMMANDS_PER_MONTH', kind: 'period', source: 'upstash' } as const;
    await limit('COMMANDS_PER_MONTH', { value: 500_000, window: 'calendar-month', atLimit: 'hard', unit: 'commands' });
    // Connected on the 24th: what was used before nobody counted.
    await save([{ ...month, time: NOW - 60, value: 9_000, lowerBound: true }]);
    parts.clock.set(NOW);
    const one = await standing('COMMANDS_PER_MONTH');
    expect(one).toMatchObject({ used: 9_000, atLeast: true, missing: [], severity: 'watch' });
    const text = standingText(one as Standing, { now: NOW, zone: 'UTC' });
    expect(text).toMatch(/^Redis commands this month are at least 1.8 % of their limit\. At least 9,000 of 500 k/);
    expect(text).toContain('1.8 %; not all of it could be read.');
    await save([{ ...month, time: NOW, value: 9_000 }]);
    expect(await standing('COMMANDS_PER_MONTH')).toMatchObject({ atLeast: false, severity: 'calm' });
  });

  it('of a day makes its sum at least that; calm where even the busiest day in its place would be', async () => {
    const { parts, save, standing } = await cache();
    await save([
      { time: TODAY - DAY, value: 100 },
      { value: 50, lowerBound: true },
    ]);
    parts.clock.set(NOW);
    // 50 and 100 more are 1.5 % of 10,000.
    expect(await standing('COMMANDS_PER_DAY')).toMatchObject({ used: 50, atLeast: true, severity: 'calm' });
    await save([{ time: TODAY - DAY, value: 9_500 }]);
    expect(await standing('COMMANDS_PER_DAY')).toMatchObject({ used: 50, atLeast: true, severity: 'watch' });
  });
});

it('a day that was read hours ago goes on from there', async () => {
  const { parts, save, standing } = await cache();
  // 14,000 on every day; at 06:00 a quarter of it was read, and nothing since.
  await save(Array.from({ length: 14 }, (_, i) => ({ time: TODAY - (14 - i) * DAY, value: 14_000 })));
  await save([{ value: 3_500 }]);
  const startedAt = TODAY + 6 * HOUR;
  const read = { connectionId: CACHE, capability: 'info', outcome: 'ok' as const, startedAt };
  const told = { durationMs: 1, samples: 1, message: '', action: '', requests: 1, retryAt: null };
  await parts.store.cycles.recordAttempts(await parts.store.cycles.begin('schedule', startedAt), [
    { ...told, ...read },
  ]);
  parts.clock.set(TODAY + 18 * HOUR);
  expect((await standing('COMMANDS_PER_DAY'))?.day?.expected?.q50).toBeCloseTo(14_000, -2);
});
