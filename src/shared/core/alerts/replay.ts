import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { AlertBook, BookedStep } from './alert-book';
import type { Observation } from './alert-transition';
import { observeLimit } from './limit-condition';
import { type Meter, totalAt } from './meter';
import { type MeterReading, observeRate } from './rate-condition';
import { learnUsual, type Usual } from './usual';

/** The limit of a meter over the stretch that is replayed. */
export interface ReplayLimit {
  /** Of the limit that stands: `connection/service/METRIC`. */
  readonly key: string;
  readonly limitId: string;
  readonly value: number;
  /** Hours of its window; null: a level. */
  readonly hours: number | null;
  readonly warningPercent: number;
  readonly criticalPercent: number;
  /** Starts of its windows, rising, with what the meter's total was there: what is used is counted from it. */
  readonly windows: readonly { readonly start: Instant; readonly total: number }[];
}

/** A meter with its history: what is replayed. Plain data, so that it can be handed to a thread. */
export interface MeterHistory
  extends Pick<
    MeterReading,
    'meterKey' | 'connectionId' | 'projectId' | 'service' | 'metric' | 'unit' | 'isSpend' | 'lag'
  > {
  /** As a person reads it. */
  readonly title: string;
  readonly kind: SeriesKind;
  /** Totals as they were known, at least once an hour. */
  readonly meter: Meter;
  readonly limit: ReplayLimit | null;
  /** What one unit more costs, in the currency of the bill; null: not known, or nothing. */
  readonly unitPrice: number | null;
}

/** The quarter of an hour of the default cycle. */
export const CYCLE = 15 * MINUTE;
/** So far back a rate looks. */
const RECENT = 25 * HOUR;

/** How a history is read: `added` is what an incident adds to a meter's total by a moment. */
export interface Replay {
  readonly rules: AlertRules;
  /** Seconds between two looks. */
  readonly every: number;
  /** How often what is usual is learned anew; live it is once an hour. */
  readonly learnEvery: number;
}

/** A history with what was added to it, ready to be looked at moment by moment. */
export class ReplayedMeter {
  private readonly meter: Meter;
  private usual: Usual | null = null;
  private learnedAt: Instant | null = null;
  private next = 0;

  constructor(
    private readonly history: MeterHistory,
    private readonly replay: Replay,
    range: { readonly start: Instant; readonly end: Instant },
    private readonly added: (at: Instant) => number = () => 0,
  ) {
    this.meter = readEvery(history, range, replay.every, added);
  }

  /** What is seen of it at `now`, which never goes back. */
  observe(now: Instant, book: AlertBook): readonly Observation[] {
    const { history, replay } = this;
    const { times, totals } = this.meter;
    while (this.next < times.length && (times[this.next] as Instant) <= now) this.next += 1;
    if (this.next === 0) {
      return [];
    }
    const from = Math.max(0, this.next - Math.ceil(RECENT / replay.every) - 1);
    const recent = { times: times.slice(from, this.next), totals: totals.slice(from, this.next) };
    const at = times[this.next - 1] as Instant;
    const used = this.usedAt(at, totals[this.next - 1] as number);
    const { limit, ...identity } = history;
    const rate = observeRate(
      {
        ...identity,
        meter: recent,
        usual: this.usualAt(now),
        limit: limit === null || used === null ? null : { value: limit.value, hours: limit.hours, used },
        toldAs: book.toldAs(history, now),
      },
      replay.rules,
    );
    return limit === null || used === null ? [rate] : [...this.observeUse(limit, used, at), rate];
  }

  private observeUse(limit: ReplayLimit, used: number, at: Instant): readonly Observation[] {
    const { connectionId, projectId, service, metric, unit } = this.history;
    const window = windowAt(limit, at);
    const reading = {
      ...{ connectionId, projectId, service, metric, unit, at },
      key: limit.hours === null ? limit.key : `${limit.key}@${window?.start ?? 0}`,
      limitId: limit.limitId,
      isWindowed: limit.hours !== null,
      percent: (100 * used) / limit.value,
      judgedPercent: null,
      value: used,
      limit: limit.value,
      warningPercent: limit.warningPercent,
      criticalPercent: limit.criticalPercent,
      daysToLimit: null,
      enforcing: null,
    };
    return [observeLimit(reading, this.replay.rules)];
  }

  private usedAt(at: Instant, total: number): number | null {
    const { limit, lag } = this.history;
    const window = limit === null ? null : windowAt(limit, at);
    return window === null ? null : Math.max(0, total - window.total - this.added(window.start - lag));
  }

  private usualAt(now: Instant): Usual | null {
    const { learnEvery } = this.replay;
    const at = now - (now % learnEvery);
    if (this.learnedAt !== at) {
      this.usual = learnUsual(this.meter, at);
      this.learnedAt = at;
    }
    return this.usual;
  }
}

function windowAt({ windows }: ReplayLimit, at: Instant): ReplayLimit['windows'][number] | null {
  return windows.findLast(({ start }) => start <= at) ?? null;
}

/** The readings that cycles would have made: what was known then, and what was added by the time that the source tells of. */
function readEvery(
  { meter, lag }: MeterHistory,
  { start, end }: { readonly start: Instant; readonly end: Instant },
  every: number,
  added: (at: Instant) => number,
): Meter {
  const times: Instant[] = [];
  const totals: number[] = [];
  const first = Math.max(start, meter.times[0] ?? end);
  for (let at = first - (first % every) + every; at <= end; at += every) {
    const known = totalAt(meter, at);
    if (known !== null) {
      times.push(at);
      totals.push(known + added(at - lag));
    }
  }
  return { times, totals };
}

/** Replays meters from `start` to `end`: every step that the machine takes. */
export function replayMeters(
  meters: readonly ReplayedMeter[],
  book: AlertBook,
  { start, end, every }: { readonly start: Instant; readonly end: Instant; readonly every: number },
): readonly BookedStep[] {
  const steps: BookedStep[] = [];
  for (let now = start - (start % every) + every; now <= end; now += every) {
    steps.push(
      ...book.step(
        meters.flatMap((meter) => meter.observe(now, book)),
        now,
      ),
    );
  }
  return steps;
}

/** How much of the past is replayed. */
export const REPLAY_DAYS = 60;
/** What is usual is learned from so long before. */
export const REPLAY_RANGE = REPLAY_DAYS * DAY;
