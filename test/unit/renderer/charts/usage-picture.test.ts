import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/domain/instant';
import { eventfulTimes, pointWords, spokenPoint } from '../../../../src/renderer/charts/point-words';
import { shapesOf, usagePicture } from '../../../../src/renderer/charts/usage-picture';
import { NOW, november } from '../../../../src/renderer/gallery/fixtures/clock';
import { LIMITED, REDIS_STORAGE } from '../../../../src/renderer/gallery/fixtures/metrics';
import { usageChart } from '../../../../src/renderer/gallery/fixtures/series';

const storage = usageChart(REDIS_STORAGE, '30d');
const bandwidth = usageChart(LIMITED.find(({ title }) => title === 'Bandwidth')!, '30d');

/** Edge requests of Hobby: a rolling sum near its limit over days of some 27,000. */
const rolling = {
  ...bandwidth,
  metric: {
    ...bandwidth.metric,
    title: 'Edge requests',
    unit: 'requests',
    window: 'rolling-30-days',
    windowEnd: null,
    current: 801_000,
    limit: 1_000_000,
    percent: 80.1,
  },
  windowStarts: [],
  limitSteps: [],
  points: [
    { t: NOW - 2 * DAY, value: 26_000, min: 0, max: 0, cumulative: null, provisional: false },
    { t: NOW - DAY, value: 27_000, min: 0, max: 0, cumulative: 798_000, provisional: false },
    { t: NOW, value: 29_000, min: 0, max: 0, cumulative: 801_000, provisional: true },
  ],
} as const satisfies typeof bandwidth;

describe('shapesOf', () => {
  it.each([
    ['gauge', 'point-in-time', ['level']],
    ['daily', 'day', ['days']],
    ['daily', 'billing-cycle', ['level', 'days']],
    ['daily', 'rolling-30-days', ['level', 'days']],
    ['period', 'calendar-month', ['level', 'days']],
    ['period', 'rolling-24-hours', ['level']],
  ] as const)('shows %s against %s as %j', (kind, window, shapes) =>
    expect(shapesOf({ kind, window })).toEqual(shapes),
  );
});

describe('usagePicture', () => {
  it('holds a level against limit, thresholds and forecast', () => {
    const { scene, points } = usagePicture(storage, 'level');
    expect(scene.limit).toMatchObject({ value: 30, label: 'Limit 30 MB' });
    expect(scene.thresholds.map(({ value }) => value)).toEqual([27, 22.5]);
    expect(scene.reach).toMatchObject({ tone: 'warning' });
    expect(scene.nowValue).toBe(points.at(-1)?.value);
    expect(scene.path.every(({ t }) => t > NOW)).toBe(true);
  });

  it('shows the total of a period cumulated and broken at its start', () => {
    const { line, points } = usagePicture(bandwidth, 'level');
    const breaks = line.filter(({ y }) => Number.isNaN(y));
    expect(breaks).toHaveLength(1);
    expect(breaks[0]!.x).toBeLessThan(november(1));
    expect(points.at(-1)?.value).toBe(bandwidth.points.at(-1)?.cumulative);
  });

  it('shows a rolling sum, from the day on from which all its days are known, never single days', () => {
    const { points, scene } = usagePicture(rolling, 'level');
    expect(points.map(({ value }) => value)).toEqual([798_000, 801_000]);
    expect(scene.limit?.value).toBe(1_000_000);
    expect(scene.nowValue).toBe(801_000);
    expect(pointWords(rolling, usagePicture(rolling, 'level'), 1)).toMatchObject({ share: '80 % of 1 M requests' });
    expect(usagePicture(rolling, 'days').points.map(({ value }) => value)).toEqual([26_000, 27_000, 29_000]);
  });

  it('stands now where the figure does, also before anything of the day in progress is told', () => {
    // The oldest day has left the sum, and today is not in it yet.
    const early = { ...rolling, metric: { ...rolling.metric, current: 774_000 }, points: rolling.points.slice(0, 2) };
    const { scene, line } = usagePicture(early, 'level');
    expect(scene.nowValue).toBe(774_000);
    expect(line.at(-1)).toEqual({ x: NOW, y: 774_000 });
  });

  it('thresholds a limit where it was reached, also before now, and nothing outside the picture', () => {
    const at = NOW - 12 * DAY;
    const past = { ...storage, reach: { from: at, at, to: at } };
    expect(usagePicture(past, 'level').scene.reach).toMatchObject({ at });
    const earlier = NOW - 40 * DAY;
    expect(
      usagePicture({ ...storage, reach: { from: earlier, at: earlier, to: earlier } }, 'level').scene.reach,
    ).toBeNull();
  });

  it('lets the running total of a period hold until now, but no old level', () => {
    expect(usagePicture(bandwidth, 'level').line.at(-1)?.x).toBe(NOW);
    const old = { ...storage, points: storage.points.filter(({ t }) => t < NOW - 2 * DAY) };
    expect(usagePicture(old, 'level').line.at(-1)?.x).toBeLessThan(NOW - 2 * DAY + 1);
  });

  it('shows days without a limit that they are not held against', () => {
    const { scene, points } = usagePicture(bandwidth, 'days');
    expect(scene.limit).toBeNull();
    expect(scene.path).toEqual([]);
    expect(points.at(-1)).toMatchObject({ provisional: true, value: bandwidth.points.at(-1)?.value });
  });

  it('breaks the line where data are missing instead of drawing over it', () => {
    const gap = { from: NOW - 10 * DAY, to: NOW - 8 * DAY };
    const points = storage.points.filter(({ t }) => t <= gap.from || t >= gap.to);
    const { line, scene } = usagePicture({ ...storage, points, gaps: [gap] }, 'level');
    expect(line.filter(({ y }) => Number.isNaN(y))).toHaveLength(1);
    expect(scene.gaps[0]?.label).toBe('no data 8 Nov – 10 Nov');
  });

  it('gathers more than twelve deployments to one mark a day with a count', () => {
    const deployments = Array.from({ length: 30 }, (_, index) => ({
      t: november(3) + index * 3600,
      name: 'api',
      target: null,
      state: 'READY',
    }));
    const { events } = usagePicture({ ...storage, deployments }, 'level').scene;
    expect(events.map(({ count }) => count)).toEqual([24, 6]);
    // A day of the source: five of the first hours belong to the evening before in New York.
    const elsewhere = usagePicture({ ...storage, deployments, zone: 'America/New_York' }, 'level').scene.events;
    expect(elsewhere.map(({ count }) => count)).toEqual([5, 24, 1]);
    const today = usagePicture({ ...storage, deployments, now: november(4) + 6 * 3600 }, 'level').scene.events;
    expect(today.at(-1)?.t).toBe(november(4) + 6 * 3600);
  });

  it('names the change of behavior with the deployment beside it', () => {
    expect(usagePicture(storage, 'level').scene.change).toMatchObject({
      label: 'storefront deployed',
      sublabel: '0.35 → 0.9 MB a day',
    });
    expect(usagePicture(usageChart(REDIS_STORAGE, '7d'), 'level').scene.change).toBeNull();
  });

  it('flags a plan change, and says its name once where the change of behavior is put down to it', () => {
    const plan = { t: november(8), name: 'Pro' };
    expect(bandwidth.planChanges).toEqual([plan]);
    expect(usagePicture(bandwidth, 'days').scene.flags).toEqual([{ t: plan.t, label: 'Pro', isCause: false }]);
    const causes = [{ kind: 'plan' as const, ...plan }];
    const { scene } = usagePicture({ ...bandwidth, change: { ...storage.change!, causes } }, 'level');
    expect(scene.flags).toEqual([{ t: plan.t, label: '', isCause: true }]);
    expect(scene.change).toMatchObject({ t: plan.t, mark: 'flag', label: 'Changed to Pro' });
  });

  it('thresholds no cause where two are as near', () => {
    const causes = [
      { kind: 'plan' as const, t: november(6), name: 'Pro' },
      { kind: 'deployment' as const, t: november(6) + 3600, name: 'storefront' },
    ];
    const { change } = usagePicture({ ...storage, change: { ...storage.change!, causes } }, 'level').scene;
    expect(change).toMatchObject({ t: november(6), mark: 'diamond', label: 'Since 6 Nov' });
  });
});

describe('pointWords', () => {
  const picture = usagePicture(storage, 'level');

  it('says time with zone, value, share and the difference to the day before', () => {
    const words = pointWords(storage, picture, picture.points.length - 1)!;
    expect(words).toMatchObject({ when: '18 Nov 2026, 10:42 (UTC)', value: '25.5 MB', share: '85 % of 30 MB' });
    expect(words.change).toMatch(/^\+0\.\d+ MB since the day before$/);
    expect(spokenPoint(words)).toContain('25.5 MB, 85 % of 30 MB');
  });

  it('says nothing about a day before that is not there', () => {
    expect(pointWords(storage, picture, 0)).toMatchObject({ change: '' });
    expect(pointWords(storage, picture, 10_000)).toBeNull();
  });

  it('names the deployment that falls on the point', () => {
    const words = picture.points.map((_, index) => pointWords(storage, picture, index)?.event ?? '');
    expect(words.filter((event) => event === 'storefront deployed')).toHaveLength(storage.deployments.length);
  });

  it('puts what happened on a day on that day, the plan first', () => {
    const days = usagePicture(bandwidth, 'days');
    const eventOn = (t: number) =>
      pointWords(
        bandwidth,
        days,
        days.points.findIndex((point) => point.t === t),
      )?.event;
    const [deployed] = bandwidth.deployments.filter(({ t }) => t >= november(8) && t < november(9));
    expect(deployed).toBeDefined();
    expect(eventOn(november(8))).toBe('changed to Pro, storefront deployed');
    expect(eventOn(november(9))).toBe('');
    expect(eventfulTimes(bandwidth, days)).toContain(november(8));
  });

  it('says that a day is not final', () => {
    const days = usagePicture(bandwidth, 'days');
    expect(pointWords(bandwidth, days, days.points.length - 1)?.when).toBe('Wed 18 Nov (UTC), not final');
  });
});

describe('a limit that changed', () => {
  const changedAt = NOW - 10 * DAY;
  const steps = (before: number | null, after: number) => {
    const metric = { ...storage.metric, limit: after };
    return {
      ...storage,
      metric,
      limitSteps: [
        { from: NOW - 20 * DAY, value: before },
        { from: changedAt, value: after },
      ],
    };
  };

  it('is drawn as a step from when it is known, and not before', () => {
    const { scene } = usagePicture(steps(20, 30), 'level');
    expect(scene.limit?.stretches).toMatchObject([
      { from: NOW - 20 * DAY, to: changedAt, value: 20, label: 'Limit 20 MB' },
      { from: changedAt, to: scene.to, value: 30, label: 'Limit 30 MB' },
    ]);
    expect(usagePicture(steps(null, 30), 'level').scene.limit?.stretches).toMatchObject([
      { from: changedAt, value: 30 },
    ]);
  });

  it('is one straight line over the whole picture where no change is known', () => {
    const { scene } = usagePicture(storage, 'level');
    expect(scene.limit?.stretches).toMatchObject([{ from: scene.from, to: scene.to, value: 30 }]);
  });

  it('holds each point against the limit of its time', () => {
    const chart = steps(20, 30);
    const picture = usagePicture(chart, 'level');
    const share = (at: (t: number) => boolean) =>
      pointWords(
        chart,
        picture,
        picture.points.findIndex(({ t }) => at(t)),
      )?.share;
    expect(share((t) => t > changedAt - DAY)).toContain('of 20 MB');
    expect(share((t) => t > changedAt)).toContain('of 30 MB');
    expect(share(() => true)).toBe('');
  });

  it('keeps the old limit in sight after an upgrade far above the values', () => {
    expect(usagePicture(steps(30, 512), 'level').scale.max).toBeLessThan(60);
  });
});
