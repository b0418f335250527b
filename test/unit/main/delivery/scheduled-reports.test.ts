import { describe, expect, it } from 'vitest';
import { instantOfIso, settableClock } from '#main/clock';
import { type ReportOrder, scheduledReports } from '#main/delivery/scheduled-reports';
import type { ReportJob } from '#main/store/learned';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';

const at = instantOfIso;
/** A Monday, nine o'clock. */
const DUE = at('2026-11-30T09:00:00Z');
const SCHEDULE: ReportSchedule = {
  isOn: true,
  every: 'week',
  weekday: 1,
  monthDay: 1,
  time: '09:00',
  format: 'markdown',
  about: 'running',
  into: 'mail',
  folder: null,
  channel: 'email-1',
  since: at('2026-11-24T00:00:00Z'),
};
const REFUSED: Failure = { code: 'unreachable', message: 'No answer.', action: 'Wait.', retryable: true };

/** What is kept over a restart, and one run of the app on it. */
function desk(schedule: Partial<ReportSchedule> = {}) {
  const jobs = new Map<string, number>();
  let kept: unknown = { ...SCHEDULE, ...schedule };
  const orders: ReportOrder[] = [];
  const keys: string[] = [];
  let answer: () => Promise<Result<string>> = async () => succeed('ops@example.com');
  const clock = settableClock(DUE - 60);
  return {
    clock,
    jobs,
    orders,
    keys,
    set: (next: Partial<ReportSchedule>) => {
      kept = { ...SCHEDULE, ...next };
    },
    answers: (next: () => Promise<Result<string>>) => {
      answer = next;
    },
    start: () =>
      scheduledReports({
        store: {
          settings: { get: async () => kept, set: async () => undefined, all: async () => ({}) },
          jobRuns: {
            last: async (job) => jobs.get(job) ?? null,
            keep: async (job, moment) => void jobs.set(job, moment),
          },
        },
        clock,
        zone: () => 'UTC',
        async make(order) {
          orders.push(order);
          const file = { name: 'report.md', bytes: new Uint8Array(), mediaType: 'text/markdown' };
          return succeed({ ...file, title: 'Report', short: 'All clear.' });
        },
        async deliver(_schedule, _report, key) {
          keys.push(key);
          return answer();
        },
        onChange: () => undefined,
      }),
  };
}

const done = (jobs: ReadonlyMap<string, number>, job: ReportJob) => jobs.get(job) ?? null;

describe('reports that come by themselves', () => {
  it('come once when they are due, and not again after a restart', async () => {
    const { clock, jobs, orders, keys, start } = desk();
    const first = start();
    await first.look();
    expect(orders).toEqual([]);
    expect(await first.state()).toMatchObject({ nextAt: DUE, lastAt: null });
    clock.set(DUE);
    await Promise.all([first.look(), first.look()]);
    await first.stop();
    clock.set(DUE + 3600);
    const second = start();
    await second.look();
    expect(orders).toEqual([{ format: 'markdown', month: '2026-11', day: '2026-11-30' }]);
    expect(keys).toEqual([`report-${DUE}`]);
    expect(done(jobs, 'report-due')).toBe(DUE);
    expect(await second.state()).toMatchObject({ lastAt: DUE, failure: null, nextAt: DUE + 7 * 86_400 });
  });

  it('of three weeks in which the computer slept come as one', async () => {
    const { clock, orders, start } = desk();
    clock.set(DUE + 21 * 86_400 + 60);
    const reports = start();
    await reports.look();
    await reports.look();
    expect(orders).toEqual([{ format: 'markdown', month: '2026-12', day: '2026-12-21' }]);
  });

  it('are tried again where that may help, with the same key, and say so meanwhile', async () => {
    const { clock, keys, answers, start } = desk();
    answers(async () => fail(REFUSED));
    clock.set(DUE);
    const reports = start();
    await reports.look();
    expect((await reports.state()).failure).toMatchObject({ message: 'No answer.', retryAt: DUE + 900 });
    clock.set(DUE + 899);
    await reports.look();
    expect(keys).toHaveLength(1);
    clock.set(DUE + 900);
    answers(async () => succeed('ops@example.com'));
    await reports.look();
    expect(keys).toEqual([`report-${DUE}`, `report-${DUE}`]);
    expect(await reports.state()).toMatchObject({ failure: null, lastAt: DUE + 900 });
  });

  it('that cannot arrive are left until the person changes something, or the next is due', async () => {
    const { clock, keys, answers, set, start } = desk();
    answers(async () => fail({ ...REFUSED, retryable: false }));
    clock.set(DUE);
    const reports = start();
    await reports.look();
    clock.set(DUE + 86_400);
    await reports.look();
    expect(keys).toHaveLength(1);
    clock.set(DUE + 7 * 86_400);
    await reports.look();
    expect(keys).toHaveLength(2);
    set({ isOn: false });
    expect((await reports.state()).failure).toBeNull();
  });

  it('are not mailed twice where the app ended while one was on its way', async () => {
    const { clock, jobs, keys, answers, start } = desk();
    clock.set(DUE);
    // It never comes back: the process is gone.
    answers(() => new Promise(() => undefined));
    void start().look();
    await expect.poll(() => keys.length).toBe(1);
    expect(done(jobs, 'report-mailing')).toBe(DUE);
    const next = start();
    await next.look();
    await next.look();
    expect(keys).toHaveLength(1);
    expect(await next.state()).toMatchObject({
      lastAt: null,
      failure: { message: expect.stringContaining('may not have arrived') },
    });
  });

  it('take their own place in a folder where the app ended while one was written', async () => {
    const { clock, keys, answers, start } = desk({ into: 'folder', folder: '/reports', channel: null });
    clock.set(DUE);
    answers(() => new Promise(() => undefined));
    void start().look();
    await expect.poll(() => keys.length).toBe(1);
    answers(async () => succeed('/reports/report.md'));
    const next = start();
    await next.look();
    expect(keys).toEqual([`report-${DUE}`, `report-${DUE}`]);
    expect((await next.state()).lastAt).toBe(DUE);
  });

  it('come by hand beside the schedule, which goes on as it was', async () => {
    const { clock, jobs, keys, start } = desk({ about: 'before' });
    const reports = start();
    expect(await reports.runNow()).toEqual(succeed('ops@example.com'));
    expect(done(jobs, 'report-due')).toBeNull();
    clock.set(DUE);
    await reports.look();
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[1]).toBe(`report-${DUE}`);
  });

  it('are not made while the schedule is off', async () => {
    const { clock, orders, start } = desk({ isOn: false });
    clock.set(DUE);
    const reports = start();
    await reports.look();
    expect(orders).toEqual([]);
    expect((await reports.state()).nextAt).toBeNull();
  });
});
