import type { AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import { HOUR, type Instant } from '#shared/domain/instant';
import type { AlertPatience, Degree, Observation } from './alert-transition';
import { type Meter, usedBetween } from './meter';
import { type Usual, usualBetween, WINDOWS, type WindowHours } from './usual';

/** A meter as it runs now. */
export interface MeterReading {
  /** `connection/service/METRIC`, and `@project` behind it for one of a project. */
  readonly meterKey: string;
  readonly connectionId: string;
  /** Empty: of the whole account. */
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  /** True: it counts money. */
  readonly isSpend: boolean;
  readonly meter: Meter;
  /** Null: fewer than three days are known. */
  readonly usual: Usual | null;
  /** Seconds between the use and its being known. */
  readonly lag: number;
  /** What the account may use, where it has a limit: the figure, the hours of its window (null: a level), and what is used in it. */
  readonly limit: { readonly value: number; readonly hours: number | null; readonly used: number } | null;
  /** Of the same event so much was told already under another alert: the loudest voice. */
  readonly toldAs: number;
}

/** How the multiple that is asked for falls with the length of the window: a whole day twice as busy is rarer than an hour. */
const SHARE_OF_TIMES: Readonly<Record<WindowHours, number>> = { 1: 1, 6: 0.6, 24: 0.3 };
/**
 * So much above its own record of a month. Chosen so that 20 accounts of 14 meters stay silent for 60 quiet days each
 * (`npm run bench -- alerts`), not by any single series.
 */
const ABOVE_RECORD: Readonly<Record<WindowHours, number>> = { 1: 2.5, 6: 2.1, 24: 1.8 };
/** What comes in bursts breaks its records more easily: so much more is asked of it as its spread to this power. */
const OF_SPREAD = 0.7;
/** So many times the mark is critical. */
const CRITICAL = 4;
/** Share of the mark below which it is as usual again. */
const LOWER_MARK = 0.7;
/** What uses less than this share of the limit in a whole window is no harm, however unusual. */
const NO_HARM = 0.02;
/** Without a history: the whole limit within a day, or within a seventh of its window where that is less. */
const FLOOR_HOURS = 24;
const FLOOR_SHARE = 1 / 7;

/** Told on the second reading that shows it, or at once where it is critical; over after an hour of quarters as usual. */
const PATIENCE: AlertPatience = { holdFor: 0, confirm: 1, recover: 4 };

interface Judged {
  /** Of the mark: from 1 on it rings. */
  readonly share: number;
  readonly perHour: number;
  readonly usual: number | null;
  readonly mark: number;
  readonly by: 'hour-of-week' | 'hour-of-day' | 'record' | 'floor';
}

/**
 * Whether a meter runs far above what is usual for this hour of the week: over the last hour, six hours or day more than
 * the rule's multiple of the usual, and clearly more than it ever was on all days but one. With less than two weeks of
 * history it is held against the hour of the day, with less than three days against an absolute floor: at this rate
 * the limit lasts no day. Of what is used on few days its limit is that floor, and without one its own record.
 */
export function observeRate(reading: MeterReading, rules: Pick<AlertRules, 'rate'>): Observation {
  const end = reading.meter.times.at(-1) ?? null;
  const judged = end === null ? null : judge(reading, rules, end);
  const degree = judged === null ? null : degreeOf(reading, judged, 1);
  return {
    key: `rate:${reading.meterKey}`,
    condition: reading.isSpend ? 'spend-rate' : 'rate',
    connectionId: reading.connectionId,
    projectId: reading.projectId,
    service: reading.service,
    metric: reading.metric,
    limitId: '',
    unit: reading.unit,
    known: judged && { percent: 100 * judged.share, value: judged.perHour, limit: judged.mark },
    at: end,
    degree,
    held: () => (judged === null ? null : degreeOf(reading, judged, LOWER_MARK)),
    patience: degree?.severity === 'critical' ? { ...PATIENCE, confirm: 0 } : PATIENCE,
    recovered: () => ({ code: 'usual-again' }),
    isWindowed: false,
    toldAs: reading.toldAs,
  };
}

function judge(reading: MeterReading, { rate }: Pick<AlertRules, 'rate'>, end: Instant): Judged | null {
  const { meter, usual, limit } = reading;
  if (usual === null || (usual.isSeldom && limit !== null)) {
    const used = usedBetween(meter, end - HOUR, end);
    // Of what fills up, much at once is nothing odd: its limit rings.
    const isLevel = limit === null || limit.hours === null;
    const mark = isLevel ? null : limit.value / Math.min(FLOOR_HOURS, limit.hours * FLOOR_SHARE);
    return used === null || mark === null || mark <= 0
      ? null
      : { share: used / mark, perHour: used, usual: null, mark, by: 'floor' };
  }
  const all = WINDOWS.flatMap((hours): readonly Judged[] => {
    const used = usedBetween(meter, end - hours * HOUR, end);
    if (used === null) return [];
    // The use lies before the reading by the lag of the source.
    const to = end - reading.lag;
    const expected = usualBetween(usual, to - hours * HOUR, to) / hours;
    const times = 1 + (rate.times - 1) * SHARE_OF_TIMES[hours];
    const least = leastOf(reading, hours);
    const mark = Math.max(expected * Math.max(times, recordMark(usual, hours, times)), least);
    const perHour = used / hours;
    const share = mark > 0 ? perHour / mark : 0;
    return usual.isSeldom
      ? [{ share, perHour, usual: expected * usual.record[hours], mark, by: 'record' }]
      : [{ share, perHour, usual: expected, mark, by: usual.by }];
  });
  return all.reduce<Judged | null>((worst, one) => (worst === null || one.share > worst.share ? one : worst), null);
}

/**
 * How many times the usual is clearly above the record. Of what creeps up, day after day above all that was before the last
 * two weeks, it is the record of then.
 */
function recordMark({ record, spread, creep }: Usual, hours: WindowHours, times: number): number {
  const above = record[hours] * Math.max(ABOVE_RECORD[hours], spread[hours] ** OF_SPREAD);
  if (hours !== 24 || creep === null) return above;
  const before = creep.record * ABOVE_RECORD[24];
  return creep.lately >= Math.max(times, before) ? Math.min(before, above) : above;
}

/** A month, in which what fills up is judged. */
const LEVEL_HOURS = 720;

/** Units of what is measured; of all others single events are counted. */
const MEASURED = /(bytes|[KMGT]B|hours|minutes|seconds|ms|months?|percent)$|^[A-Z]{3}$/;
/** Fewer events than this say nothing: two builds on a day of a project that has one a week are chance. */
const LEAST_EVENTS = 10;

/** What is less an hour than this over so many hours is no harm, however unusual it is. */
export function leastOf({ limit, unit }: Pick<MeterReading, 'limit' | 'unit'>, hours: number): number {
  const harm = limit === null ? 0 : (NO_HARM * limit.value) / (limit.hours ?? LEVEL_HOURS);
  return Math.max(harm, MEASURED.test(unit) ? 0 : LEAST_EVENTS / hours);
}

function degreeOf({ lag, limit }: MeterReading, judged: Judged, from: number): Degree | null {
  const { share, perHour, usual, by } = judged;
  if (share < from) {
    return null;
  }
  const reason: AlertReason = { code: 'above-usual', perHour, usual, by, lag };
  const left = limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit.value - limit.used);
  const lasts = perHour > 0 ? left / perHour : Number.POSITIVE_INFINITY;
  const isCritical = share >= CRITICAL * from || (lasts <= FLOOR_HOURS && by !== 'floor');
  return isCritical
    ? { rung: 2, severity: 'critical', basis: 'level', voice: 2, reason }
    : { rung: 1, severity: 'warning', basis: 'level', voice: 1, reason };
}
