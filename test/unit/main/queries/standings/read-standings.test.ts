import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readStandings } from '#main/queries/standings/read-standings';
import { daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, HOUR } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { CACHE, decided, NOW } from '../../actions/decided';
import { cache, TODAY } from './cache-standings';

describe('a daily limit', () => {
  it('is judged by the whole day and not by its first hour, the last seven days beside it', async () => {
    const { parts, save, standing } = await cache();
    // 60 % of 10,000 commands on every day of two weeks; today, 46 minutes in, 1.4 %.
    await save(Array.from({ length: 14 }, (_, i) => ({ time: TODAY - (14 - i) * DAY, value: 6_000 })));
    await save([{ value: 140 }]);
    parts.clock.set(TODAY + 46 * 60);
    const one = await standing('COMMANDS_PER_DAY');
    expect(one).toMatchObject({
      used: 140,
      percent: 1.4,
      severity: 'calm',
      window: { kind: 'fixed', length: { unit: 'day', count: 1 } },
    });
    // The day so far and 23 hours of 6,000 a day: about 5,950.
    expect(one?.day?.expected?.q50).toBeGreaterThan(5_500);
    expect(one?.day?.expected?.q50).toBeLessThan(6_400);
    expect(one?.day?.lastSeven.map(({ total }) => total)).toEqual(Array(7).fill(6_000));
  });

  it('presses before it is full where the whole day is expected to pass a threshold', async () => {
    const { parts, save, standing, evaluate, told } = await cache();
    await save(Array.from({ length: 14 }, (_, i) => ({ time: TODAY - (14 - i) * DAY, value: 9_400 })));
    await save([{ value: 400 }]);
    parts.clock.set(TODAY + HOUR);
    expect(await standing('COMMANDS_PER_DAY')).toMatchObject({ percent: 4, severity: 'critical' });
    await evaluate();
    expect(told).toContain('firing critical');
  });
});

it('a daily limit that the whole day will pass is reached today, and tomorrow again', async () => {
  const { parts, save, standing } = await cache();
  // 14,000 of 10,000 on every day; at 06:00 a quarter of it: reached at about 17:00.
  await save(Array.from({ length: 14 }, (_, i) => ({ time: TODAY - (14 - i) * DAY, value: 14_000 })));
  await save([{ value: 3_500 }]);
  parts.clock.set(TODAY + 6 * HOUR);
  const one = await standing('COMMANDS_PER_DAY');
  expect(one).toMatchObject({ percent: 35, severity: 'critical', window: { resetsAt: TODAY + DAY } });
  expect((one?.day?.expected?.q50 ?? 0) / 10_000).toBeGreaterThan(1.3);
  expect(one?.probability?.beforeReset).toBeGreaterThan(0.95);
  expect(((one?.expected?.q50 ?? 0) - TODAY) / HOUR).toBeGreaterThan(14);
  expect(((one?.expected?.q50 ?? 0) - TODAY) / HOUR).toBeLessThan(20);
});

describe('a limit that is reached', () => {
  it('is so since the first reading at it, and 0 and 1 are all there is to say', async () => {
    const { parts, storage, standing } = await cache();
    for (const [hours, percent] of [
      [30, 90],
      [29, 101],
      [28, 99],
      [27, 103],
      [1, 110],
    ] as const) {
      parts.clock.set(NOW - hours * HOUR);
      await storage(percent);
    }
    parts.clock.set(NOW);
    expect(await standing('STORAGE_MB')).toMatchObject({
      severity: 'over',
      reachedAt: NOW - 27 * HOUR,
      enforcing: { since: NOW - 27 * HOUR },
      expected: { q10: NOW, q50: NOW, q90: NOW },
      probability: { within7: 1, within14: 1, within30: 1, beforeReset: null },
    });
  });
});

it('a limit that was reached before anybody read it is reached, and nobody says since when', async () => {
  const { parts, storage, standing } = await cache();
  await storage(110);
  parts.clock.set(NOW + HOUR);
  await storage(112);
  expect(await standing('STORAGE_MB')).toMatchObject({
    severity: 'over',
    reachedAt: null,
    enforcing: { since: null },
  });
});

describe('a running total with amounts behind it', () => {
  it('is forecast from the days, though its own readings are of today', async () => {
    const { parts, save, standing, limit } = await cache();
    // 400,000 a day: 500,000 in the month were reached on the second; here the limit is 12 million.
    await save(Array.from({ length: 24 }, (_, i) => ({ time: TODAY - (24 - i) * DAY, value: 400_000 })));
    await save([{ value: 160_000 }]);
    await save([{ metric: 'COMMANDS_PER_MONTH', kind: 'period', time: NOW - 60, value: 9_360_000, source: 'upstash' }]);
    await limit('COMMANDS_PER_MONTH', {
      value: 10_000_000,
      window: 'calendar-month',
      atLimit: 'hard',
      unit: 'commands',
    });
    parts.clock.set(NOW);
    const one = await standing('COMMANDS_PER_MONTH');
    expect(one).toMatchObject({ used: 9_360_000, outlook: { state: 'ready' } });
    // 640,000 are left at 400,000 a day: 1.6 days.
    expect((one!.expected!.q50! - NOW) / DAY).toBeGreaterThan(1.3);
    expect((one!.expected!.q50! - NOW) / DAY).toBeLessThan(1.9);
  });
});

it('a running total with no amounts behind it goes on from where it stands, not from where it was read first', async () => {
  const { parts, save, standing, limit } = await cache();
  await limit('COMMANDS_PER_MONTH', { value: 200_000, window: 'calendar-month', atLimit: 'hard', unit: 'commands' });
  // Connected on the 17th at 100,000; 6,000 a day since.
  const total = { metric: 'COMMANDS_PER_MONTH', kind: 'period', source: 'upstash' } as const;
  for (let day = 0; day < 8; day += 1) {
    parts.clock.set(NOW - (7 - day) * DAY);
    await save([{ ...total, time: parts.clock.now(), value: 100_000 + day * 6_000 }]);
  }
  // 58,000 are left of the 200,000: 9.7 days, and the month has 6.6: not in it. Of 160,000 18,000: 3 days.
  expect((await standing('COMMANDS_PER_MONTH'))?.probability?.beforeReset).toBeLessThan(0.05);
  await limit('COMMANDS_PER_MONTH', { value: 160_000 });
  const one = await standing('COMMANDS_PER_MONTH');
  expect(Math.abs((one!.expected!.q50! - NOW) / DAY - 3)).toBeLessThan(0.3);
});

describe('limits of single projects', () => {
  it('are held against the project’s own series, never against the sum of two', async () => {
    const { parts, save, limit, standing } = await cache();
    const level = { metric: 'STORAGE_MB', kind: 'gauge', unit: 'MB', time: NOW - 60 } as const;
    await save([
      { ...level, value: 45 },
      { ...level, projectId: 'main', value: 25 },
      { ...level, projectId: 'staging', value: 20 },
    ]);
    await limit('STORAGE_MB', { unit: 'MB per project', value: 30 });
    parts.clock.set(NOW);
    expect(await standing('STORAGE_MB')).toMatchObject({ used: 45, limit: null, percent: null, severity: null });
    expect(await standing('STORAGE_MB', 'main')).toMatchObject({
      key: `${CACHE}/VERCEL_KV/STORAGE_MB@main`,
      used: 25,
      limit: 30,
      severity: 'warning',
    });
    expect(await standing('STORAGE_MB', 'staging')).toMatchObject({ used: 20, severity: 'calm' });
  });
});

describe('several limits of one metric', () => {
  it('each stand by themselves under a key of their own', async () => {
    const { parts, storage } = await cache();
    await storage(80);
    const [plan] = await parts.store.limits.list(CACHE);
    await parts.store.limits.save([
      { ...plan!, metric: 'STORAGE_MB', limitId: 'own', value: 25, unit: 'MB', atLimit: 'inform', source: 'user' },
    ]);
    const own = (await readStandings(parts)).list.filter(({ metric }) => metric === 'STORAGE_MB');
    expect(own.map(({ key, limit, severity, atLimit }) => [key, limit, severity, atLimit])).toEqual([
      [`${CACHE}/VERCEL_KV/STORAGE_MB`, 30, 'warning', 'reject'],
      [`${CACHE}/VERCEL_KV/STORAGE_MB#own`, 25, 'critical', 'inform'],
    ]);
  });
});

describe('limits that a provider tells beside the one of the plan', () => {
  const told = {
    service: 'VERCEL_KV',
    metric: 'COMMANDS_PER_DAY',
    unit: 'commands',
    atLimit: 'hard',
    reason: 'quota',
  } as const;

  it('count in a window of their own: a week from Monday on', async () => {
    const { parts, save } = await cache();
    const connection = (await parts.store.connections.find(CACHE))!;
    // 24 November 2026 is a Tuesday: Monday and today count, Sunday does not.
    await save([
      { time: TODAY - 2 * DAY, value: 900 },
      { time: TODAY - DAY, value: 300 },
      { time: TODAY, value: 200 },
    ]);
    await saveLimits(parts, connection, [{ ...told, value: 1_000, window: 'week', limitId: 'provider:weekly' }]);
    const week = (await readStandings(parts)).list.find(({ limitId }) => limitId === 'provider:weekly');
    expect(week).toMatchObject({
      key: `${CACHE}/VERCEL_KV/COMMANDS_PER_DAY#provider:weekly`,
      used: 500,
      percent: 50,
      window: { kind: 'fixed', length: { unit: 'day', count: 7 }, start: TODAY - DAY, resetsAt: TODAY + 6 * DAY },
    });
    const day = (await readStandings(parts)).list.find(({ key }) => key === `${CACHE}/VERCEL_KV/COMMANDS_PER_DAY`);
    expect(day).toMatchObject({ used: 200, limit: 10_000, limitId: 'plan' });
  });

  it('count 24 hours as the provider tells them, which no days add up to', async () => {
    const { parts, save, standing } = await cache();
    const connection = (await parts.store.connections.find(CACHE))!;
    // The last 24 hours' commands, read every six hours: they fall on Sundays and rise again.
    await save(
      Array.from({ length: 60 }, (_, i) => ({
        metric: 'COMMANDS_PER_MONTH',
        kind: 'period' as const,
        source: 'upstash',
        time: NOW - 60 - (59 - i) * 6 * HOUR,
        value: 700 + (i % 28 < 4 ? -200 : 5 * (i % 4)),
      })),
    );
    await save([{ time: TODAY, value: 200 }]);
    const hours = { ...told, value: 1_000, window: 'rolling-24-hours', limitId: 'provider:hours' } as const;
    await saveLimits(parts, connection, [hours, { ...hours, metric: 'COMMANDS_PER_MONTH' }]);
    const own = (await readStandings(parts)).list.filter(({ limitId }) => limitId === 'provider:hours');
    expect(own.find(({ metric }) => metric === 'COMMANDS_PER_MONTH')).toMatchObject({
      used: 500,
      percent: 50,
      window: { kind: 'rolling', length: { unit: 'hour', count: 24 }, start: NOW - DAY, resetsAt: null },
      outlook: { state: 'ready' },
      probability: { beforeReset: null },
    });
    expect(own.find(({ metric }) => metric === 'COMMANDS_PER_DAY')).toMatchObject({ used: null, severity: null });
    expect((await standing('COMMANDS_PER_DAY'))?.used).toBe(200);
  });

  it('of a project take the place of what was told of the whole account', async () => {
    const { parts, save } = await cache();
    const connection = (await parts.store.connections.find(CACHE))!;
    const level = { metric: 'STORAGE_MB', kind: 'gauge', unit: 'MB', time: NOW - 60 } as const;
    await save([
      { ...level, value: 45 },
      { ...level, projectId: 'main', value: 40 },
    ]);
    const quota = { ...told, metric: 'STORAGE_MB', unit: 'MB', window: 'point-in-time' } as const;
    await saveLimits(parts, connection, [{ ...quota, value: 50 }]);
    await saveLimits(parts, connection, [{ ...quota, value: 50, projectId: 'main' }]);
    const own = (await readStandings(parts)).list.filter(({ metric }) => metric === 'STORAGE_MB');
    expect(own.map(({ key, used, limit, limitSource }) => [key, used, limit, limitSource])).toEqual([
      [`${CACHE}/VERCEL_KV/STORAGE_MB`, 45, 30, 'price-list'],
      [`${CACHE}/VERCEL_KV/STORAGE_MB@main`, 40, 50, 'provider'],
    ]);
  });
});

describe('an edited limit', () => {
  it('re-reads the distribution and forecasts nothing anew', async () => {
    const { parts, storage, limit, standing } = await cache();
    for (let day = 20; day >= 0; day -= 1) {
      parts.clock.set(NOW - day * DAY);
      await storage(73 - day * 3);
    }
    const worked: number[] = [];
    const forecasts = {
      ...parts.forecasts,
      get: (...[id, fingerprint, input]: Parameters<typeof parts.forecasts.get>) =>
        parts.forecasts.get(id, fingerprint, () => {
          worked.push(id);
          return input();
        }),
    };
    await readStandings({ ...parts, forecasts });
    expect(worked).toHaveLength(1);
    await limit('STORAGE_MB', { value: 60 });
    await readStandings({ ...parts, forecasts });
    expect(worked).toHaveLength(1);
    expect((await standing('STORAGE_MB'))?.limit).toBe(60);
  });
});

describe('one set of standings', () => {
  it('is good until something is written, the day ends or the clock turns back', async () => {
    const { parts, storage } = await cache();
    await storage(50);
    const first = await readStandings(parts);
    // Two hours later the reading is old, long before the day ends.
    expect(first.validUntil).toBe(NOW + 2 * HOUR + 1);
    parts.clock.set(NOW + 60);
    expect(await readStandings(parts)).toBe(first);
    parts.clock.set(first.validUntil);
    const next = await readStandings(parts);
    expect(next).not.toBe(first);
    expect(next.revision).toBeGreaterThan(first.revision);
    await storage(51);
    expect(await readStandings(parts)).not.toBe(next);
  });
});

it('a set holds until the next reset at most, though its readings would be fresh for longer', async () => {
  const { parts } = await decided();
  const commands = { service: 'VERCEL_KV', metric: 'COMMANDS_PER_DAY', projectId: null, unit: 'commands' };
  // An hour before the day is over in Chatham (UTC+13:45 in November), where this store counts its days.
  const zone = 'Pacific/Chatham';
  const { start, end } = daySpanOf(NOW, zone);
  parts.clock.set(end - HOUR);
  const sample = { ...commands, kind: 'daily' as const, zone, source: 'redis:INFO', time: start, value: 5 };
  await parts.store.samples.save(CACHE, [sample], end - HOUR);
  const { validUntil, list } = await readStandings(parts);
  const one = list.find(({ metric }) => metric === 'COMMANDS_PER_DAY');
  expect(one?.window).toMatchObject({ zone, start, resetsAt: end });
  expect(validUntil).toBe(end);
});

it('a file that was imported has no plan to choose: that no limit is known of it asks for none', async () => {
  const { parts } = await decided();
  const [connection] = await parts.store.connections.list();
  const imported = { ...connection!, id: 'imported', provider: 'imported', title: 'A file', billing: null };
  await parts.store.connections.save(imported);
  const sample = { service: 'APP', metric: 'PAGE_VIEWS', projectId: null, kind: 'daily', unit: 'views', zone: 'UTC' };
  const at = NOW - 10 * HOUR;
  await parts.store.samples.save('imported', [{ ...sample, source: 'file', time: at, value: 5 } as MetricSample], NOW);
  const one = (await readStandings(parts)).list.find(({ metric }) => metric === 'PAGE_VIEWS');
  expect(one?.outlook).toEqual({ state: 'none', why: 'no-limit' });
});
