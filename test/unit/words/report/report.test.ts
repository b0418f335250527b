import { describe, expect, it } from 'vitest';
import { figuresIn } from '#shared/core/reports/figures';
import { REPORT_SECTIONS, type ReportSectionId } from '#shared/domain/report';
import { actionsSection } from '#shared/words/report/actions';
import { limitChart } from '#shared/words/report/charts';
import { totals } from '#shared/words/report/costs';
import type { ReportGround } from '#shared/words/report/ground';
import { reportOf } from '#shared/words/report/report';
import { standingHeadline } from '#shared/words/standing';
import { aReportGround } from '../../../fixtures/a-report-ground';
import { aStanding, bandwidth, MOMENT, november } from '../../../fixtures/a-standing';

const MADE = { madeAtText: '18 Nov 2026, 10:46 UTC', sections: REPORT_SECTIONS };
const calm = (at: number) =>
  bandwidth({
    key: `vercel-1/CALM/${at}`,
    title: `Calm ${at}`,
    ...{ used: at, limit: 100, percent: at, severity: 'calm', reachedAt: null },
    expected: { q10: null, q50: null, q90: null },
    probability: { within7: 0, within14: 0, within30: 0, beforeReset: null },
  });

function textOf(ground: ReportGround, section: ReportSectionId): string {
  return JSON.stringify(reportOf(ground, MADE).sections.find(({ id }) => id === section));
}

function figureOf(ground: ReportGround, id: string) {
  return figuresIn(reportOf(ground, MADE)).find(({ figure }) => figure.id === id)?.figure;
}

describe('what is not known', () => {
  it('is no "at least $0.00" of a month that is over', () => {
    const none = { amount: 0, complete: false, tax: 0, missing: [] };
    const ground = aReportGround([]);
    const closed = { ...ground, period: { month: '2020-01', title: 'January 2020', closed: true } };
    const figures = totals({ ...closed, bill: { ...closed.bill, soFar: none, lastMonth: none } });
    expect(figures.map(({ value, text }) => [value, text])).toEqual([
      [null, 'not known'],
      [null, 'not known'],
    ]);
  });

  it('is not the tax alone of a month that stands beside another', () => {
    const month = (tax: number) => ({ amount: 98, complete: true, tax, missing: [] });
    const { bill, period } = aReportGround([]);
    const notes = (now: number, then: number) =>
      totals({ period, bill: { ...bill, soFar: month(now), lastMonth: month(then) } }).map(({ note }) => note);
    expect(notes(0, 5)).toEqual([
      'billed cost of all accounts, each in its own period, without tax',
      'holds in 8 of 10 cases, without tax',
      'of it $5.00 tax',
    ]);
    expect(notes(0, 0).at(-1)).toBe('');
  });

  it('gives a limit that is reached no range of days', () => {
    const over = bandwidth({ expected: { q10: MOMENT, q50: MOMENT, q90: MOMENT }, reachedAt: MOMENT, percent: 120 });
    const drawn = { points: [], path: [], now: MOMENT };
    expect(limitChart(over, 'Bandwidth', drawn, { now: MOMENT, zone: 'UTC' }).alt).not.toContain('(');
  });
});

describe('a report of the running month', () => {
  const redis = aStanding();
  const ground = aReportGround([redis, ...[9, 8, 7, 6, 5, 4].map(calm)]);

  it('begins with the sentence of every other surface about the first limit', () => {
    const { verdict, short } = reportOf(ground, MADE);
    expect(verdict.headline).toBe(standingHeadline(redis, ground.reader));
    expect(short.paragraph).toContain(verdict.headline);
    expect(short.figures.map(({ text }) => text)).toEqual(['85 % of its limit', 'not known', 'not known']);
  });

  it('calls it no good news that nothing fires and nothing is open where what was read is old, or nothing was', () => {
    const quiet = (known: boolean, old: string) => {
      const told = aReportGround([redis]);
      const silent = {
        ...told,
        recommendations: { ...told.recommendations, known, old },
        alerts: { ...told.alerts, known, old },
      };
      return [textOf(silent, 'actions'), textOf(silent, 'alerts')];
    };
    const old = 'Vercel was last read 9 days ago.';
    expect(quiet(true, old)).toEqual([
      expect.stringContaining(`Nothing waits for a decision by what was read last. ${old}`),
      expect.stringContaining(`Nothing fires by what was read last. ${old}`),
    ]);
    expect(quiet(true, '')).toEqual([
      expect.stringContaining('Nothing waits for a decision."'),
      expect.stringContaining('Nothing fires now.'),
    ]);
    expect(quiet(false, '')).toEqual([
      expect.stringContaining('Nothing waits for a decision: no limit could be read.'),
      expect.stringContaining('Whether anything should fire is not known'),
    ]);
  });

  it('tells the limits that press and up to five, the rest in a sentence', () => {
    const told = figuresIn(reportOf(ground, MADE)).flatMap(({ of, figure }) =>
      figure.id.endsWith('.used') ? [of] : [],
    );
    expect(told).toEqual(['Redis storage', 'Calm 9', 'Calm 8', 'Calm 7', 'Calm 6']);
    expect(textOf(ground, 'limits')).toContain('2 more limits do not press: the fullest, Calm 5, is at 5 %.');
    // What has no limit is none that does not press.
    const unlimited = bandwidth({ key: 'vercel-1/X/Y', limit: null, percent: null, severity: null, expected: null });
    const beside = aReportGround([unlimited, ...ground.standings]);
    expect(textOf(beside, 'limits')).toContain('2 more limits do not press');
  });

  it('has the moments of the standing as values, the words beside them', () => {
    expect(figureOf(ground, `limits.${redis.key}.reached`)).toMatchObject({
      value: '2026-11-23T09:00:00Z',
      low: '2026-11-22T09:00:00Z',
      high: '2026-11-25T09:00:00Z',
      unit: 'date-time',
      text: 'about 5 days',
      note: 'between 22 and 25 Nov',
    });
  });

  it('says "at least" where days are missing, and names them; what was not read is never calm', () => {
    const partly = bandwidth({ atLeast: true, missing: [november(3)], used: 500, percent: 50 });
    const unread = aStanding({
      used: null,
      percent: null,
      severity: null,
      freshness: { state: 'never', reason: 'not-permitted' },
    });
    const some = aReportGround([partly, unread]);
    expect(figureOf(some, `limits.${partly.key}.used`)?.text).toBe('at least 500 GB');
    expect(textOf(some, 'missing')).toContain('Bandwidth, at least: 1 day is missing in it.');
    expect(textOf(some, 'missing')).toContain('Redis storage: no permission.');
    expect(figuresIn(reportOf(some, MADE)).some(({ figure }) => figure.text === '0 MB')).toBe(false);
  });

  it('says of what a provider has stopped, and nobody reads, what is stopped and what to do', () => {
    const stopped = aStanding({
      ...{ used: null, limit: null, percent: null, severity: 'over', enforcing: { since: null }, atLimit: 'offline' },
      ...{ title: 'Redis store jobs', freshness: { state: 'never', reason: null } },
    });
    const told = aReportGround([stopped]);
    const alert = { id: 1, title: 'The Redis store jobs is suspended', sentence: 'Delete what it no longer needs.' };
    const firing = [{ ...alert, severity: 'critical', activeAt: MOMENT }] as unknown as typeof told.alerts.firing;
    const some = { ...told, alerts: { ...told.alerts, firing } };
    const [first] = reportOf(some, MADE).short.figures;
    expect(first).toMatchObject({ label: 'Redis store jobs', value: null, text: 'it is offline now' });
    expect(textOf(some, 'actions')).toContain(
      'No recommendation is open; look at this first. The Redis store jobs is suspended: Delete what it no longer needs.',
    );
    expect(textOf(some, 'actions')).not.toContain('Nothing waits');
    expect(textOf(some, 'missing')).toContain('Redis store jobs: not read yet.');
  });

  it('is to be done before the first day on which the limit may be reached', () => {
    const told = aReportGround([redis]);
    const advice = { id: 1, status: 'PENDING', snoozedUntil: null, title: 'Upgrade', effect: '', aim: 'risk' };
    const items = [{ ...advice, standing: redis }] as unknown as typeof told.recommendations.items;
    const { blocks } = actionsSection({ ...told, recommendations: { ...told.recommendations, items } });
    const [table] = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    expect(table?.cells[0]).toMatchObject({ value: '2026-11-22T09:00:00Z', text: 'Sun 22 Nov', note: 'about 5 days' });
  });

  it('names how many questions of how many a source answered', () => {
    const told = aReportGround([redis]);
    const capability = { id: 'a', title: 'A', outcome: 'ok', message: '' };
    const source = {
      ...{ connectionId: 'vercel-1', title: 'acme', providerTitle: 'Vercel', state: 'ok', lastGoodAt: MOMENT },
      ...{ history: null, capabilities: [capability, { ...capability, id: 'b', outcome: 'not-on-plan' }] },
    } as unknown as (typeof told.overview.health.sources)[number];
    const health = { ...told.overview.health, sources: [source] };
    const some = { ...told, overview: { ...told.overview, health } };
    expect(figureOf(some, 'sources.vercel-1.answered')).toMatchObject({ value: 1, text: '1 of 2' });
    expect(figureOf(some, 'sources.vercel-1.state')?.text).toBe('read');
  });

  it('has the sections that are wanted, in their order', () => {
    const { sections } = reportOf(ground, { ...MADE, sections: ['limits', 'actions'] });
    expect(sections.map(({ id }) => id)).toEqual(['actions', 'limits']);
  });

  it('gives every figure an identity of its own', () => {
    const ids = figuresIn(reportOf(ground, MADE)).map(({ figure }) => figure.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a report of a month that is over', () => {
  const peak = {
    key: 'a/B/C',
    name: 'Bandwidth',
    unit: 'GB',
    highest: 672,
    at: november(2),
    limit: 1000,
    daysRead: 20,
    days: 31,
  };
  const ground = aReportGround([aStanding()], {
    period: { month: '2026-10', title: 'October 2026', closed: true },
    peaks: [peak, { ...peak, key: 'a/B/D', name: 'Edge requests', highest: null, at: null, limit: null }],
    reader: { now: MOMENT, zone: 'UTC' },
  });

  it('tells what came closest and how much of it was read, and nothing of today', () => {
    const report = reportOf(ground, MADE);
    expect(report.verdict.sentence).toBe(
      'Bandwidth came closest to its limit: 672 GB of 1,000 GB, 67 %. No alert was raised.',
    );
    expect(figureOf(ground, 'limits.a/B/C.days-read')?.text).toBe('20 of 31');
    expect(figureOf(ground, 'limits.a/B/D.highest')).toMatchObject({ value: null, text: 'not read' });
    expect(JSON.stringify(report)).not.toContain('about 5 days');
    expect(report.sections.map(({ id }) => id)).not.toContain('actions');
  });

  it('says what is not known of a past day', () => {
    expect(textOf(ground, 'missing')).toContain('is not kept');
  });
});
