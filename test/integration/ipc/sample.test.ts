import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelName, contract } from '#shared/ipc/contract';
import { NOW } from '../collection/monitored';
import { type RunningApp, startApp } from './running-app';

let running: RunningApp;
const ask: RunningApp['ask'] = (name, input) => running.ask(name, input);
const value: RunningApp['value'] = (name, input) => running.value(name, input);

beforeAll(async () => {
  running = await startApp('sample');
}, 120_000);

afterAll(() => running.end());

const STORAGE = 'sample-redis/VERCEL_KV/STORAGE_MB';

describe('what the screens ask of the sample account', () => {
  it('frames: whose data it is, what waits', async () => {
    const state = await value('app:state');
    expect(state).toMatchObject({ mode: 'sample', account: { title: 'acme' }, preparing: null, problems: [] });
    expect(state.openRecommendations).toBeGreaterThan(0);
    expect(state.firingAlerts).toBeGreaterThan(0);
  });

  it('Overview: the verdict names the limit that comes next', async () => {
    const overview = await value('overview:get');
    expect(overview.asOf).toBeGreaterThanOrEqual(NOW);
    expect(overview.verdict).toMatchObject({ tone: 'warning', metricKey: STORAGE });
    expect(overview.verdict.headline).toMatch(/^Redis storage reaches its limit in about \d days$/);
    expect(overview.verdict.action).toBe('Upgrade to Pro for $1 a month');
    expect(overview.limits[0]).toMatchObject({ key: STORAGE, percent: 85 });
    expect(overview.chart).toMatchObject({ limit: 30, unit: 'MB', now: 25.5 });
    expect(overview.health).toMatchObject({ sourcesOk: 4, sourcesTotal: 4 });
  });

  it('Usage: every metric, and a chart of at most the points that were asked for', async () => {
    const metrics = await value('usage:list');
    expect(metrics.length).toBeGreaterThan(15);
    for (const { key } of metrics) {
      for (const range of ['24h', '7d', '30d', '90d', { from: NOW - 86_400, to: NOW }] as const) {
        const chart = await value('usage:chart', { key, range, points: 60 });
        expect(chart.points.length, key).toBeLessThanOrEqual(chart.resolution === 'day' ? 91 : 60);
        const times = chart.points.map(({ t }) => t);
        expect(times, key).toEqual([...times].sort((a, b) => a - b));
      }
    }
    const { sparkline } = metrics.find(({ key }) => key === STORAGE) ?? { sparkline: [] };
    expect(sparkline.at(-1)?.value).toBeCloseTo(25.5, 5);
    expect((NOW - (sparkline[0]?.t ?? 0)) / 86_400).toBeCloseTo(7, 0);
    const month = await value('usage:chart', { key: STORAGE, range: '30d', points: 200 });
    expect(month.points.at(-1)?.value).toBeCloseTo(25.5, 5);
    expect(month.metric).toMatchObject({ limit: 30, warningPercent: 75, criticalPercent: 90 });
  });

  it('Usage: the total of a period ends where the figure beside the chart says, and no limit ever changed', async () => {
    const totals = (await value('usage:list')).filter(
      ({ kind, window, current }) => kind === 'daily' && window === 'billing-cycle' && current !== null,
    );
    expect(totals.length).toBeGreaterThan(5);
    for (const { key, current } of totals) {
      const chart = await value('usage:chart', { key, range: '30d', points: 60 });
      expect(chart.points.at(-1)?.cumulative, key).toBeCloseTo(current ?? Number.NaN, 6);
      expect(chart.limitSteps, key).toEqual([]);
    }
  });

  it('Recommendations: reason, ROI, and the steps that are legal', async () => {
    const { items } = await value('recommendations:list');
    const storage = items.find(({ metricKey }) => metricKey === STORAGE);
    expect(storage).toMatchObject({
      priority: 'HIGH',
      status: 'PENDING',
      limit: { used: 25.5, value: 30, percent: 85, days: 5 },
      roi: { currentCost: 0, upgradeCost: 1, revenueImpact: 1_000, profitImpact: 999, roi: 99_900 },
    });
    const id = storage?.id ?? 0;
    expect(await value('recommendations:change', { id, change: { step: 'review' } })).toMatchObject({
      status: 'REVIEWED',
      history: [{ from: 'PENDING', to: 'REVIEWED', actor: 'user' }],
    });
    expect(await ask('recommendations:change', { id, change: { step: 'unsnooze' } })).toMatchObject({
      ok: false,
      failure: { code: 'conflict', message: 'It is not snoozed.' },
    });
    await value('recommendations:open-page', { id });
    expect(running.desktop.opened.at(-1)).toMatch(/^https:\/\/vercel\.com\//);
  });

  it('assumptions: the ROI follows them at once', async () => {
    const before = await value('assumptions:get');
    expect(before).toEqual({
      ...{ revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 },
      ...{ hoursOfWork: null, hourlyRate: null },
    });
    const storage = async () =>
      (await value('recommendations:list')).items.find(({ metricKey }) => metricKey === STORAGE);
    await value('assumptions:set', { connectionId: null, assumptions: { ...before, revenuePerDay: 8_000 } });
    expect((await storage())?.roi).toMatchObject({ revenueImpact: 2_000, profitImpact: 1_999 });
    // An account's own win over those of all accounts, and are of this account alone.
    const connectionId = (await storage())?.connectionId ?? '';
    await value('assumptions:set', { connectionId, assumptions: { ...before, revenuePerDay: 400 } });
    expect((await storage())?.roi).toMatchObject({ revenueImpact: 100, profitImpact: 99 });
    expect(await value('assumptions:get')).toMatchObject({ revenuePerDay: 8_000 });
    await value('assumptions:set', { connectionId: null, assumptions: before });
    await value('assumptions:set', { connectionId, assumptions: before });
  });

  it('Alerts: what fires, with the steps of a person', async () => {
    const { firing, history } = await value('alerts:list');
    const alert = firing.find(({ metricKey }) => metricKey === STORAGE);
    expect(alert).toMatchObject({ severity: 'warning', state: 'firing' });
    expect(history.length).toBeGreaterThan(0);
    const id = alert?.id ?? 0;
    await value('alerts:acknowledge', { id });
    await value('alerts:snooze', { id, until: NOW + 3_600 });
    const after = (await value('alerts:list')).firing.find((one) => one.id === id);
    expect(after).toMatchObject({ acknowledgedAt: expect.any(Number), snoozedUntil: NOW + 3_600 });
    await value('alerts:unsnooze', { id });
    expect((await value('alerts:list')).firing.find((one) => one.id === id)?.snoozedUntil).toBeNull();
  });

  it('collection: one cycle now, and how it went', async () => {
    const told: unknown[] = [];
    const stop = running.app.events.on('collection-progress', (progress) => void told.push(progress));
    expect((await value('collection:run')).metricsCollected).toBeGreaterThan(0);
    stop();
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toMatchObject({ running: true });
    expect(told.at(-1)).toEqual({ running: false, progress: null });
    const health = await value('collection:health');
    expect(health).toMatchObject({ running: false, intervalSeconds: 900, worst: null });
    expect(health.lastCycleAt).toBeGreaterThanOrEqual(NOW);
  });

  it('report: in each format where the person says, opened and shown there, cancelled without a trace', async () => {
    const { desktop, folder } = running;
    const choices = await value('report:choices');
    expect(choices.months.length).toBeGreaterThan(1);
    expect(choices.months.map(({ month }) => month)).toEqual(
      [...choices.months]
        .map(({ month }) => month)
        .sort()
        .reverse(),
    );
    const wish = { month: null, sections: choices.sections.map(({ id }) => id) };
    expect(await value('report:save', { ...wish, format: 'markdown' })).toBeNull();
    for (const [format, name, text] of [
      ['markdown', 'report.md', '# '],
      ['html', 'report.html', '<!doctype html>'],
      ['csv', 'report.csv', 'section,'],
      ['json', 'report.json', 'headroom-report/1'],
      ['pdf', 'report.pdf', '%pdf-<!doctype html>'],
    ] as const) {
      desktop.savePath = join(folder, name);
      const saved = await value('report:save', { ...wish, format });
      expect(saved?.path).toBe(join(folder, name));
      const written = readFileSync(join(folder, name), 'utf8');
      expect(written.toLowerCase()).toContain(text);
      expect(written).toContain('Redis storage');
      await value('exports:show-in-folder', { token: saved?.token });
      expect(desktop.shown.at(-1)).toBe(saved?.path);
      await value('exports:open', { token: saved?.token });
      expect(desktop.opened.at(-1)).toBe(saved?.path);
    }
    desktop.savePath = join(folder, 'missing', 'report.md');
    expect(await ask('report:save', { ...wish, format: 'markdown' })).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('could not be written') },
    });
    expect(await ask('exports:open', { token: 'no such export' })).toMatchObject({ ok: false });
    desktop.savePath = null;
  });

  it('report: previewed as it would be saved, with the sections that are wanted', async () => {
    const { desktop } = running;
    const whole = await value('report:preview', { month: null, sections: ['costs', 'limits'] });
    expect(whole.address).toBe(`headroom-preview://${desktop.previewed.length}/`);
    expect(desktop.previewed.at(-1)).toContain('id="costs"');
    await value('report:preview', { month: null, sections: ['limits'] });
    expect(desktop.previewed.at(-1)).not.toContain('id="costs"');
    expect(desktop.previewed.at(-1)).toContain('id="limits"');
    await value('report:copy-text', { text: whole.short });
    expect(desktop.copied.at(-1)).toMatch(/^Sample data\./);
  });

  it('report: a picture of the verdict, whose names can be hidden', async () => {
    const { desktop, folder } = running;
    const overview = await value('overview:get');
    const { account } = await value('report:choices');
    await value('report:copy-card', { masked: false });
    expect(desktop.copied.at(-1)).toContain(overview.verdict.headline);
    expect(desktop.copied.at(-1)).toContain(account);
    desktop.savePath = join(folder, 'card.png');
    await value('report:save-card', { masked: true });
    const masked = readFileSync(join(folder, 'card.png'), 'utf8');
    expect(masked).toContain('Account 1');
    expect(masked).not.toContain(`>${account}`);
    desktop.savePath = null;
    expect((await value('report:card', { masked: true })).picture).toMatch(/^data:image\/png;base64,/);
  });

  it('usage as CSV', async () => {
    expect(await value('usage:export-csv', { key: STORAGE, range: '7d' })).toBeNull();
    running.desktop.savePath = join(running.folder, 'usage.csv');
    await value('usage:export-csv', { key: STORAGE, range: '7d' });
    const lines = readFileSync(join(running.folder, 'usage.csv'), 'utf8').trim().split('\n');
    expect(lines[0]).toContain('time,value');
    expect(lines.length).toBeGreaterThan(20);
    running.desktop.savePath = null;
  });

  it('usage as a picture that the window drew', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    running.desktop.savePath = join(running.folder, 'usage.png');
    const saved = await value('usage:export-png', { title: 'Redis storage', png });
    expect([...readFileSync(join(running.folder, 'usage.png'))]).toEqual([...png]);
    await value('exports:show-in-folder', { token: saved?.token });
    expect(running.desktop.shown.at(-1)).toBe(saved?.path);
    for (const refused of [png.slice(1), 'text', null]) {
      const answer = await ask('usage:export-png', { title: 'Redis storage', png: refused });
      expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    }
    const large = new Uint8Array(8_000_001);
    large.set(png);
    expect(await ask('usage:export-png', { title: 'Redis storage', png: large })).toMatchObject({ ok: false });
    running.desktop.savePath = null;
  });

  it('settings are kept, and the interval reaches the scheduler', async () => {
    expect(await value('settings:get')).toMatchObject({ theme: 'system', intervalMinutes: 15 });
    expect(await value('settings:set', { intervalMinutes: 30, theme: 'dark' })).toMatchObject({
      intervalMinutes: 30,
      theme: 'dark',
    });
    expect((await value('collection:health')).intervalSeconds).toBe(1_800);
  });

  it('a drill is worked out off the main thread, tells how far it is, and stops when it is asked to', async () => {
    const told: unknown[] = [];
    const stop = running.app.events.on('drill-progress', ({ done }) => {
      told.push(done);
      if (done === 2) void value('drill:cancel');
    });
    const before = process.threadCpuUsage();
    expect(await value('drill:run')).toBeNull();
    expect(told.slice(0, 2)).toEqual([1, 2]);
    expect(told.length).toBeLessThan(16);
    stop();
    const results = await value('drill:run');
    expect(results).toHaveLength(16);
    expect(results?.every(({ touches, minutesToAlarm }) => touches.length > 0 && minutesToAlarm !== null)).toBe(true);
    // Microseconds of this thread, for both: the incidents alone take a second and more.
    expect(process.threadCpuUsage(before).user).toBeLessThan(700_000);
  });

  it('every answer of a channel without input fits its schema', async () => {
    // A drill replays weeks for each of its incidents: it is tested by itself.
    // A report by schedule is of accounts of one's own, of which there is none here.
    const changing: readonly ChannelName[] = ['sample:leave', 'sample:start', 'drill:run', 'report-schedule:run'];
    const silent = (Object.keys(contract) as ChannelName[]).filter(
      (name) => contract[name].input.safeParse(null).success && !changing.includes(name),
    );
    expect(silent.length).toBeGreaterThan(10);
    for (const name of silent) {
      expect(await ask(name), name).toMatchObject({ ok: true });
    }
    expect(running.bugs).toEqual([]);
  });
});

describe('leaving the sample account', () => {
  it('leaves no file of it, and the window is empty again', async () => {
    expect(existsSync(join(running.folder, 'sample.db'))).toBe(true);
    await value('sample:leave');
    expect(readdirSync(running.folder).filter((name) => name.startsWith('sample'))).toEqual([]);
    expect(await value('app:state')).toMatchObject({ mode: 'empty', account: null, firingAlerts: 0 });
    expect(await value('recommendations:list')).toMatchObject({ items: [], record: [] });
    expect(running.bugs).toEqual([]);
  });
});
