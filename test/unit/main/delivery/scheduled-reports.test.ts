import { describe, expect, it } from 'vitest';
import {
  addReportSchedule,
  putBackReportSchedule,
  removeReportSchedule,
  setReportSchedule,
} from '#main/actions/report-schedules';
import { instantOfIso, settableClock } from '#main/clock';
import { reportDelivery } from '#main/delivery/report-places';
import { type ReportOrder, scheduledReports } from '#main/delivery/scheduled-reports';
import { readReportSchedules } from '#main/queries/report/report-schedule';
import type { ReportJob } from '#main/store/learned';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { MAIL_CHANNEL_GONE } from '#shared/words/report-schedule';

const at = instantOfIso;
/** A Monday, nine o'clock. */
const DUE = at('2026-11-30T09:00:00Z');
const SCHEDULE: Omit<ReportSchedule, 'id'> = {
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
const FIRST: ReportSchedule = { ...SCHEDULE, id: 'first' };
const REFUSED: Failure = { code: 'unreachable', message: 'No answer.', action: 'Wait.', retryable: true };

/** What is kept over a restart, and one run of the app on it. */
function desk(schedule: Partial<ReportSchedule> = {}) {
  const jobs = new Map<string, number>();
  const clock = settableClock(DUE - 60);
  // As it was kept when there was one alone.
  const kept: Record<string, unknown> = { 'report-schedule': { ...SCHEDULE, ...schedule } };
  const settings = {
    get: async (key: string) => kept[key],
    set: async (key: string, value: unknown) => {
      if (value === undefined) delete kept[key];
      else kept[key] = value;
    },
    all: async () => kept,
  };
  const orders: ReportOrder[] = [];
  const keys: string[] = [];
  let answer: (id: string) => Promise<Result<string>> = async () => succeed('ops@example.com');
  return {
    clock,
    jobs,
    orders,
    keys,
    kept,
    parts: { store: { settings }, clock },
    answers: (next: (id: string) => Promise<Result<string>>) => {
      answer = next;
    },
    start: () =>
      scheduledReports({
        store: {
          settings,
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
        async deliver({ id }, _report, key) {
          keys.push(key);
          return answer(id);
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
    expect(await first.state(FIRST)).toMatchObject({ nextAt: DUE, lastAt: null });
    clock.set(DUE);
    await Promise.all([first.look(), first.look()]);
    await first.stop();
    clock.set(DUE + 3600);
    const second = start();
    await second.look();
    expect(orders).toEqual([{ format: 'markdown', month: '2026-11', day: '2026-11-30' }]);
    expect(keys).toEqual([`report-${DUE}`]);
    expect(done(jobs, 'report-due')).toBe(DUE);
    expect(await second.state(FIRST)).toMatchObject({ lastAt: DUE, failure: null, nextAt: DUE + 7 * 86_400 });
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
    expect((await reports.state(FIRST)).failure).toMatchObject({ message: 'No answer.', retryAt: DUE + 900 });
    clock.set(DUE + 899);
    await reports.look();
    expect(keys).toHaveLength(1);
    clock.set(DUE + 900);
    answers(async () => succeed('ops@example.com'));
    await reports.look();
    expect(keys).toEqual([`report-${DUE}`, `report-${DUE}`]);
    expect(await reports.state(FIRST)).toMatchObject({ failure: null, lastAt: DUE + 900 });
  });

  it('that cannot arrive are left until the person changes something, or the next is due', async () => {
    const { clock, keys, answers, start } = desk();
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
    expect((await reports.state({ ...FIRST, isOn: false })).failure).toBeNull();
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
    expect(await next.state(FIRST)).toMatchObject({
      lastAt: null,
      failure: { message: expect.stringContaining('may not have arrived') },
    });
  });

  it('leave their mark of a mail that the end of the app cut off', async () => {
    const { clock, jobs, answers, start } = desk();
    clock.set(DUE);
    const reports = start();
    let stopped = Promise.resolve();
    answers(async () => {
      stopped = reports.stop();
      return fail(REFUSED);
    });
    await reports.look();
    await stopped;
    expect(done(jobs, 'report-mailing')).toBe(DUE);
    expect(await reports.state(FIRST)).toMatchObject({ lastAt: null, failure: null });
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
    expect((await next.state(FIRST)).lastAt).toBe(DUE);
  });

  it('come by hand beside the schedule, which goes on as it was', async () => {
    const { clock, jobs, keys, start } = desk({ about: 'before' });
    const reports = start();
    expect(await reports.runNow('first')).toEqual(succeed('ops@example.com'));
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
    expect((await reports.state({ ...FIRST, isOn: false })).nextAt).toBeNull();
  });

  it('come each by its own schedule, whatever becomes of the others', async () => {
    const { clock, orders, keys, kept, parts, answers, start } = desk();
    const added = await addReportSchedule(parts);
    const id = added.ok ? added.value.id : '';
    expect(await setReportSchedule(parts, id, { isOn: true })).toMatchObject({ failure: { code: 'invalid-input' } });
    // A Tuesday is the 1st of December: the monthly one is about the month before.
    clock.set(DUE - 3600);
    await setReportSchedule(parts, id, { into: 'folder', folder: '/reports', isOn: true });
    expect(kept['report-schedule']).toMatchObject({ every: 'week' });
    answers(async (of) => (of === 'first' ? Promise.reject(new Error('broke')) : succeed('/reports/report.pdf')));
    const reports = start();
    clock.set(DUE + 86_400);
    await reports.look();
    expect(orders).toEqual([
      { format: 'markdown', month: '2026-11', day: '2026-11-30' },
      { format: 'pdf', month: '2026-11', day: null },
    ]);
    expect(keys).toEqual([`report-${DUE}`, `report-${id}-${DUE + 86_400}`]);
    const [first, second] = await readReportSchedules(parts);
    expect(await reports.state(first ?? FIRST)).toMatchObject({ lastAt: null, nextAt: DUE + 7 * 86_400 });
    expect(await reports.state(second ?? FIRST)).toMatchObject({ lastAt: DUE + 86_400, failure: null });
  });

  it.each(['enabled', 'kind', 'id'])('go by no channel that is another or switched off (%s)', async (other) => {
    const channel = { id: 'email-1', kind: 'email', enabled: true, [other]: other === 'enabled' ? false : 'other' };
    const store = { channels: { list: async () => [channel] } } as never;
    const deliver = reportDelivery({ store, clock: settableClock(DUE), dataDir: '', own: {} as never });
    const report = { ...{ name: 'report.md', bytes: new Uint8Array(), mediaType: '' }, title: '', short: '' };
    expect(await deliver(FIRST, report, 'report-1')).toEqual(fail(MAIL_CHANNEL_GONE));
  });

  it('are ten schedules at most, each taken away and put back as it was', async () => {
    const { kept, parts } = desk();
    for (let more = 0; more < 9; more += 1) expect(await addReportSchedule(parts)).toMatchObject({ ok: true });
    expect(await addReportSchedule(parts)).toMatchObject({ ok: false });
    const before = { ...kept };
    for (const { id } of await readReportSchedules(parts)) {
      const gone = await removeReportSchedule(parts, id);
      expect((await readReportSchedules(parts)).map((one) => one.id)).not.toContain(id);
      expect(await setReportSchedule(parts, id, {})).toMatchObject({ failure: { code: 'not-found' } });
      if (gone.ok) await putBackReportSchedule(parts, gone.value);
    }
    expect(kept).toEqual(before);
  });
});
