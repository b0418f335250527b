import { describe, expect, it } from 'vitest';
import { AlertBook } from '#shared/core/alerts/alert-book';
import { drill } from '#shared/core/alerts/drill';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { meterOf, usedBetween } from '#shared/core/alerts/meter';
import { nextLook, REQUESTS_A_DAY } from '#shared/core/alerts/pressing';
import { observeRate } from '#shared/core/alerts/rate-condition';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { learnUsual } from '#shared/core/alerts/usual';
import { DAY, HOUR } from '#shared/domain/instant';
import { quietAccount } from '../../../bench/alerts/made-up-account';
import { falseAlarms, median } from '../../../bench/alerts/quiet-and-drill';
import { runYear, yearSeries } from '../../../bench/alerts/year';

/** 2026-11-19T00:00:00Z, a Thursday. */
const T0 = 1_795_046_400;

describe('a meter', () => {
  it('spreads what was used between two readings, starts again after a reset, and says nothing of a gap', () => {
    const readings = [0, 40, 10, 30].map((value, index) => ({ time: T0 + index * HOUR, value }));
    const meter = meterOf('counter', readings);
    // 40, then a restart that counted 10, then 20.
    expect(meter.totals).toEqual([0, 40, 50, 70]);
    expect(usedBetween(meter, T0 + HOUR / 2, T0 + 1.5 * HOUR)).toBe(25);
    expect(meterOf('gauge', readings).totals).toEqual([0, 40, 40, 60]);
    const gap = meterOf('counter', [readings[0]!, { time: T0 + 7 * HOUR, value: 70 }]);
    expect(usedBetween(gap, T0 + HOUR, T0 + 2 * HOUR)).toBeNull();
  });
});

/** `perHour` by the hour of the day, for days before T0, then `now` for the last hour. */
function reading(days: number, perHour: (hour: number) => number, now: number) {
  const points = [{ time: T0 - days * DAY, value: 0 }];
  let total = 0;
  for (let hour = 0; hour < days * 24; hour += 1) {
    total += perHour(hour % 24);
    points.push({ time: T0 - days * DAY + (hour + 1) * HOUR, value: total });
  }
  points.push({ time: T0 + HOUR, value: total + now });
  const meter = meterOf('counter', points);
  return {
    ...{ meterKey: 'acme/S/M', connectionId: 'acme', projectId: '', service: 'S', metric: 'M', unit: 'requests' },
    ...{ isSpend: false, meter, usual: learnUsual(meter, T0), lag: 0, limit: null, toldAs: 0 },
  };
}

describe('a rate', () => {
  it('is held against the hour of the week, the hour of the day, or a floor, as far as there is history', () => {
    expect(reading(15, () => 10, 10).usual?.by).toBe('hour-of-week');
    expect(reading(4, () => 10, 10).usual?.by).toBe('hour-of-day');
    expect(reading(2, () => 10, 10).usual).toBeNull();
  });

  it('rings far above what is usual at this hour, and not for the peak of another hour', () => {
    const nights = (hour: number) => (hour < 6 ? 10 : 100);
    expect(observeRate(reading(20, nights, 20), DEFAULT_RULES).degree).toBeNull();
    expect(observeRate(reading(20, nights, 100), DEFAULT_RULES).degree).toMatchObject({
      severity: 'warning',
      reason: { code: 'above-usual', perHour: 100, by: 'hour-of-week' },
    });
    expect(observeRate(reading(20, nights, 1_000), DEFAULT_RULES).degree?.severity).toBe('critical');
  });

  it('without history rings where the limit lasts no day, and is silent where no limit is known', () => {
    const young = reading(2, () => 10, 500);
    const limit = { value: 10_000, hours: 720, used: 0 };
    expect(observeRate({ ...young, limit }, DEFAULT_RULES).degree?.reason).toMatchObject({ by: 'floor', usual: null });
    expect(observeRate({ ...young, limit: { ...limit, value: 100_000 } }, DEFAULT_RULES).degree).toBeNull();
    // That it lasts no day is what the floor asks; so much that it lasts six hours is critical.
    const at = (now: number) => observeRate({ ...reading(2, () => 10, now), limit }, DEFAULT_RULES).degree?.severity;
    expect([at(500), at(1_700)]).toEqual(['warning', 'critical']);
    expect(observeRate(young, DEFAULT_RULES).known).toBeNull();
  });

  it('that creeps up, each day a little above its own record, rings against the weeks before, and two bursts do not', () => {
    const daily = (perHour: (day: number) => number) => {
      let total = 0;
      const points = Array.from({ length: 28 * 24 + 1 }, (_, hour) => {
        total += hour === 0 ? 0 : perHour(Math.floor((hour - 1) / 24));
        return { time: T0 + (hour - 28 * 24) * HOUR, value: total };
      });
      const meter = meterOf('counter', [...points, { time: T0 + HOUR, value: total + perHour(27) }]);
      return observeRate({ ...reading(20, () => 10, 10), meter, usual: learnUsual(meter, T0) }, DEFAULT_RULES).degree;
    };
    // 10 an hour for two weeks, then a little more every day, 50 in the end.
    expect(daily((day) => 10 + (40 / 14) * Math.max(0, day - 13))?.severity).toBe('warning');
    expect(daily((day) => (day === 25 || day === 27 ? 50 : 10))).toBeNull();
  });

  it('of single events is chance below ten of them; of what is measured, any amount counts', () => {
    // One build at each noon: with the last one eight are nine in a day.
    const builds = (now: number, unit: string) =>
      observeRate({ ...reading(20, (hour) => (hour === 12 ? 1 : 0), now), unit }, DEFAULT_RULES).degree;
    expect(builds(8, 'count')).toBeNull();
    expect(builds(11, 'count')).not.toBeNull();
    for (const unit of ['GB', 'CU-hours', 'minutes', 'USD']) expect(builds(8, unit)).not.toBeNull();
  });

  it('is held against the hour in which it was used, which a source that tells late tells late', () => {
    // Busy until midnight, told an hour later: what is told from 00:00 to 01:00 was used in the last busy hour.
    const evenings = reading(20, (hour) => (hour >= 21 ? 1_000 : 10), 1_000);
    expect(observeRate({ ...evenings, lag: HOUR }, DEFAULT_RULES).degree).toBeNull();
    expect(observeRate(evenings, DEFAULT_RULES).degree).not.toBeNull();
  });

  it('of what is used on few days and has no limit rings far above the highest of them; one or two days say nothing', () => {
    /** A tool with a key of its own: 100 tokens at one noon in seven, then a night of somebody else's use. */
    const seldom = (days: number, now: number) => {
      const noons = (hour: number) => Math.max(0, Math.ceil((hour - 3 * 24 - 12) / (7 * 24)));
      const points = Array.from({ length: days * 24 + 1 }, (_, hour) => {
        return { time: T0 - days * DAY + hour * HOUR, value: 100 * noons(hour) };
      });
      const last = points.at(-1)?.value ?? 0;
      const meter = meterOf('counter', [...points, { time: T0 + HOUR, value: last + now }]);
      return { ...reading(20, () => 10, 10), meter, usual: learnUsual(meter, T0) };
    };
    // Four times of 100 in an hour at most: it rings above 30 ** 0.7 times that, 1,082.
    expect(observeRate(seldom(28, 1_070), DEFAULT_RULES).degree).toBeNull();
    expect(observeRate(seldom(28, 1_090), DEFAULT_RULES).degree?.reason).toMatchObject({ by: 'record', usual: 100 });
    const limit = { value: 100_000, hours: 720, used: 0 };
    expect(observeRate({ ...seldom(28, 1_090), limit }, DEFAULT_RULES).degree).toBeNull();
    expect(seldom(14, 10_000).usual).toBeNull();
  });

  it('that another meter of the account told of is no news of its own', () => {
    const book = new AlertBook();
    const at = (toldAs: number) => observeRate({ ...reading(20, () => 10, 5_000), toldAs }, DEFAULT_RULES);
    expect(book.step([at(2)], T0 + HOUR).map(({ event }) => [event.kind, event.tells])).toEqual([['firing', false]]);
  });
});

describe('looking more often', () => {
  const source = { connectionId: 'a', provider: 'vercel', requests: 4, usedToday: 0 };
  it('is every two minutes, slower as the requests of the day run out, and never beyond them', () => {
    const noon = T0 + DAY / 2;
    expect(nextLook([source], noon, 900)).toEqual({ connectionIds: ['a'], seconds: 120 });
    // 400 requests are left for twelve hours: one look of four in 432 seconds.
    expect(nextLook([{ ...source, usedToday: REQUESTS_A_DAY - 400 }], noon, 900)?.seconds).toBe(432);
    expect(nextLook([{ ...source, usedToday: REQUESTS_A_DAY - 3 }], noon, 900)).toBeNull();
    expect(nextLook([], noon, 900)).toBeNull();
    // Of two providers the one with less left says when.
    const poor = { ...source, connectionId: 'b', provider: 'openai', usedToday: REQUESTS_A_DAY - 400 };
    expect(nextLook([source, poor], noon, 900)?.seconds).toBe(432);
  });
});

describe('a drill', () => {
  /** One meter of a price of 1 a unit, 10 units each hour for 60 days. */
  const steady = (projectId = '') => ({
    ...{
      meterKey: `acme/S/BANDWIDTH_GB${projectId}`,
      connectionId: 'acme',
      projectId,
      service: 'S',
      unit: 'GB',
      lag: 0,
    },
    ...({
      metric: 'BANDWIDTH_GB',
      title: 'Bandwidth',
      isSpend: false,
      kind: 'counter',
      limit: null,
      unitPrice: 1,
    } as const),
    meter: meterOf(
      'counter',
      Array.from({ length: 60 * 24 + 1 }, (_, hour) => ({ time: T0 + (hour - 60 * 24) * HOUR, value: 10 * hour })),
    ),
  });
  const incident = {
    id: 'i',
    title: '',
    hour: 12,
    lastsHours: 24,
    effects: [{ meters: ['BANDWIDTH'], shape: 'step', times: 10 }],
  } as const;
  const run = (amount: number, ...meters: ReturnType<typeof steady>[]) =>
    drill(
      { now: T0, meters, budgets: [{ connectionId: 'acme', amount, spent: 500, marks: [100] }], rules: DEFAULT_RULES },
      incident,
    );

  it('lies whole in the past, costs what the account used and not its projects again', () => {
    const alone = run(1_000, steady());
    // 100 units an hour more.
    expect(alone.costSoFar).toBe((100 * (alone.minutesToAlarm ?? 0)) / 60);
    expect(run(1_000, steady(), steady('@web')).costSoFar).toBe(alone.costSoFar);
    // A day at noon whose readings are six hours old by T0, a midnight.
    expect(alone.minutesToAlarm).not.toBeNull();
  });

  it('has the provider tell an hour after the budget is passed, and never of one that was passed before', () => {
    // 500 more at 100 an hour.
    expect(run(1_000, steady()).providerNotices).toEqual([{ percent: 100, minutes: 360 }]);
    expect(run(400, steady()).providerNotices).toEqual([{ percent: 100, minutes: null }]);
  });
});

describe('a slice of the benchmark', () => {
  it('every kind of incident rings, in the middle within two cycles', () => {
    const account = quietAccount(1);
    const results = INCIDENTS.map((incident) => drill(account, incident));
    expect(results.filter(({ minutesToAlarm }) => minutesToAlarm === null)).toEqual([]);
    expect(median(results.map(({ minutesAfterFirstReading }) => minutesAfterFirstReading ?? 0))).toBeLessThanOrEqual(
      30,
    );
    expect(INCIDENTS.length).toBeGreaterThanOrEqual(16);
  });

  it('quiet days ring nothing', () => {
    expect(falseAlarms(quietAccount(2), 20)).toEqual([]);
  });

  it('a series of half a year is told at most three times an episode, and days before its limit', () => {
    const [slow, far] = yearSeries(1, 180);
    const told = runYear(slow!);
    expect(told.mostNotices).toBeLessThanOrEqual(3);
    expect(Math.min(...told.daysAhead, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(3);
    expect(runYear(far!).notices).toBe(0);
  });
});
