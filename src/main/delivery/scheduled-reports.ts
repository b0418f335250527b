import { randomUUID } from 'node:crypto';
import type { Clock, Timer } from '#main/clock';
import { FIRST_SCHEDULE, readReportSchedules } from '#main/queries/report/report-schedule';
import type { ReportJob } from '#main/store/learned';
import type { Store } from '#main/store/store';
import { dayOf } from '#shared/core/calendar/calendar';
import { monthOfReport, nextDue, owedReport } from '#shared/core/reports/report-due';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type Instant, MINUTE, type Zone } from '#shared/domain/instant';
import type { ReportSchedule, ScheduledFormat } from '#shared/domain/report-schedule';
import { MAY_NOT_HAVE_ARRIVED, SCHEDULE_GONE } from '#shared/words/report-schedule';

/** The clock is looked at this often: it may be set, and a timer does not count the time of a computer that sleeps. */
const LOOK_SECONDS = MINUTE;
/** After a start or a wake the account has its own first work to do. */
const FIRST_LOOK_SECONDS = 3;
/** What may go better later is tried again after this. */
const AGAIN_SECONDS = 15 * MINUTE;

/** A report as a file, with what a mail says of it. */
export interface MadeReport {
  /** `headroom-acme-2026-11.pdf`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly title: string;
  /** The whole of it in one paragraph. */
  readonly short: string;
}

export interface ReportOrder {
  readonly format: ScheduledFormat;
  /** `2026-11`. */
  readonly month: string;
  /** Of one about a month that runs: it goes into the name, so that next week's does not replace this one's. */
  readonly day: string | null;
}

/** Takes a made report to where the schedule says; answers where it went. `key`: of this report for ever. */
export type ReportDelivery = (schedule: ReportSchedule, report: MadeReport, key: string) => Promise<Result<string>>;

export interface ScheduledReportsOptions {
  readonly store: Pick<Store, 'settings' | 'jobRuns'>;
  readonly clock: Clock;
  readonly zone: () => Zone;
  readonly make: (order: ReportOrder, signal: AbortSignal) => Promise<Result<MadeReport>>;
  readonly deliver: ReportDelivery;
  /** Called when there is something new to show of it. */
  readonly onChange: () => void;
}

export interface ScheduledReportsState {
  readonly nextAt: Instant | null;
  readonly lastAt: Instant | null;
  readonly isRunning: boolean;
  readonly failure: Failure | null;
}

/** Makes each report that is due and takes it to its place: once, also after a restart. */
export interface ScheduledReports {
  /** Looks every minute from now on. Harmless twice. */
  start(): void;
  /** Looks now; what is owed is made before this resolves. */
  look(): Promise<void>;
  /** One now, beside its schedule. Answers where it went; `not-found` where that one is gone. */
  runNow(id: string): Promise<Result<string>>;
  state(schedule: ReportSchedule): Promise<ScheduledReportsState>;
  /** The person has changed this schedule: what failed before is forgotten. */
  changed(id: string): void;
  /** Ends what is under way. Harmless twice. */
  stop(): Promise<void>;
}

export function scheduledReports(options: ScheduledReportsOptions): ScheduledReports {
  const { store, clock, onChange } = options;
  const stopping = new AbortController();
  let timer: Timer | null = null;
  let line: Promise<unknown> = Promise.resolve();
  const running = new Set<string>();
  const failures = new Map<string, FailedReport>();

  const wait = (seconds: number) => {
    if (stopping.signal.aborted) return;
    timer?.cancel();
    timer = clock.after(seconds * 1000, () => void look().then(() => wait(LOOK_SECONDS)));
  };

  /** One after the other: a report that is made by hand is not made at the same time by itself. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const next = line.then(work, work);
    line = next.catch(() => undefined);
    return next;
  };

  const look = () => inLine(lookOnce).catch(() => undefined);

  const lookOnce = async (): Promise<void> => {
    for (const { id } of await readReportSchedules({ store })) {
      // Read anew: a person may have changed or removed it while the one before was made.
      const schedule = (await readReportSchedules({ store })).find((one) => one.id === id);
      // What breaks with one of them holds the others up no longer than until the next look.
      if (schedule?.isOn && !stopping.signal.aborted) await lookAt(schedule).catch(() => undefined);
    }
  };

  const lookAt = async (schedule: ReportSchedule): Promise<void> => {
    const { id } = schedule;
    const done = { due: await store.jobRuns.last(jobOf('report-due', id)) };
    const due = owedReport(schedule, done, clock.now(), options.zone());
    const failed = failures.get(id);
    if (due === null || (due === failed?.due && !isWorthATry(failed.failure, clock.now()))) return;
    if (schedule.into === 'mail' && (await store.jobRuns.last(jobOf('report-mailing', id))) === due) {
      failures.set(id, { due, failure: MAY_NOT_HAVE_ARRIVED });
      await keepDone(id, due, null);
    } else {
      await makeDue(schedule, due);
    }
    onChange();
  };

  const makeDue = async (schedule: ReportSchedule, due: Instant): Promise<void> => {
    const { id } = schedule;
    const arrived = await working(id, () => makeAndDeliver(schedule, due, keyOf(id, due), due));
    if (stopping.signal.aborted && !arrived.ok) return;
    if (arrived.ok) {
      failures.delete(id);
      await keepDone(id, due, clock.now());
    } else {
      failures.set(id, { due, failure: { ...arrived.failure, ...again(arrived.failure, clock.now()) } });
      await store.jobRuns.keep(jobOf('report-mailing', id), 0);
    }
  };

  const keepDone = async (id: string, due: Instant, at: Instant | null): Promise<void> => {
    await store.jobRuns.keep(jobOf('report-due', id), due);
    if (at !== null) await store.jobRuns.keep(jobOf('report-done', id), at);
    await store.jobRuns.keep(jobOf('report-mailing', id), 0);
  };

  /** `claim`: the moment of which it is, to be written down before it is mailed; null for one by hand. */
  const makeAndDeliver = async (
    schedule: ReportSchedule,
    at: Instant,
    key: string,
    claim: Instant | null,
  ): Promise<Result<string>> => {
    const zone = options.zone();
    const made = await options.make(
      {
        format: schedule.format,
        month: monthOfReport(schedule.about, at, zone),
        day: schedule.about === 'running' ? dayOf(at, zone) : null,
      },
      stopping.signal,
    );
    if (!made.ok) return made;
    // Whoever finds this after a crash cannot know whether it arrived.
    if (claim !== null && schedule.into === 'mail') {
      await store.jobRuns.keep(jobOf('report-mailing', schedule.id), claim);
    }
    return options.deliver(schedule, made.value, key);
  };

  const working = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    running.add(id);
    onChange();
    try {
      return await work();
    } finally {
      running.delete(id);
    }
  };

  return {
    start() {
      if (timer === null) wait(FIRST_LOOK_SECONDS);
    },
    look,
    async runNow(id) {
      const schedule = (await readReportSchedules({ store })).find((one) => one.id === id);
      if (schedule === undefined) return fail(SCHEDULE_GONE);
      const arrived = await inLine(() =>
        working(id, () => makeAndDeliver(schedule, clock.now(), `report-${randomUUID()}`, null)),
      );
      onChange();
      return arrived.ok ? succeed(arrived.value) : fail(arrived.failure);
    },
    async state(schedule) {
      const { id, isOn } = schedule;
      return {
        nextAt: isOn ? nextDue(schedule, clock.now(), options.zone()) : null,
        lastAt: await store.jobRuns.last(jobOf('report-done', id)),
        isRunning: running.has(id),
        failure: isOn ? (failures.get(id)?.failure ?? null) : null,
      };
    },
    changed(id) {
      failures.delete(id);
    },
    async stop() {
      stopping.abort();
      timer?.cancel();
      await line;
    },
  };
}

/** Why the report of a moment did not arrive. */
interface FailedReport {
  readonly due: Instant;
  readonly failure: Failure;
}

/** What is kept of a schedule; of the first one as when there was no other. */
function jobOf(step: 'report-due' | 'report-done' | 'report-mailing', id: string): ReportJob {
  return id === FIRST_SCHEDULE ? step : `${step}:${id}`;
}

/** The key of a report for ever: two that are due at once are two. */
function keyOf(id: string, due: Instant): string {
  return id === FIRST_SCHEDULE ? `report-${due}` : `report-${id}-${due}`;
}

/** When a failed report is tried again. What stays wrong is left until the person changes something, or the next is due. */
function again({ retryable }: Failure, now: Instant): { readonly retryAt?: Instant } {
  return retryable ? { retryAt: now + AGAIN_SECONDS } : {};
}

function isWorthATry({ retryAt }: Failure, now: Instant): boolean {
  return retryAt !== undefined && retryAt <= now;
}
