import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import { AlertBook, type BookedStep } from './alert-book';
import { type Addition, addedBy, effectOn, type Incident } from './incident';
import { totalAt } from './meter';
import { CYCLE, type MeterHistory, ReplayedMeter, replayMeters } from './replay';
import { USUAL_DAYS } from './usual';

/** A budget at the provider, which sends notices of its own. */
export interface ProviderBudget {
  readonly connectionId: string;
  readonly amount: number;
  /** What is spent of it, at `DrillAccount.now`. */
  readonly spent: number;
  /** Percent at which the provider tells. */
  readonly marks: readonly number[];
}

/** An account as a drill sees it: its own last weeks, its limits and its provider's budgets. */
export interface DrillAccount {
  readonly now: Instant;
  readonly meters: readonly MeterHistory[];
  readonly budgets: readonly ProviderBudget[];
  readonly rules: AlertRules;
}

/** How an incident would have gone. Minutes from its onset; null: never while it lasted, or not known. */
export interface DrillResult {
  readonly incident: string;
  readonly minutesToAlarm: number | null;
  readonly minutesAfterFirstReading: number | null;
  /** Of what it used until the alarm (until its end, where none rang); null: no price is known. */
  readonly costSoFar: number | null;
  /** When the provider's own notices would have come: after so many minutes, null for never while it lasted. */
  readonly providerNotices: readonly { readonly percent: number; readonly minutes: number | null }[];
  /** What rang first, and how loud; null: nothing. */
  readonly alarm: { readonly meterKey: string; readonly severity: 'warning' | 'critical' } | null;
  /** Meters of the account that it touches; empty: it cannot happen here. */
  readonly touches: readonly string[];
}

/** Provider's notices come after they have counted; no provider states a figure. */
const NOTICE_LAG = HOUR;

/** Replays one incident on top of an account's own history, through the machine that runs live. Nothing is kept. */
export function drill(account: DrillAccount, incident: Incident): DrillResult {
  const onset = onsetOf(account.now, incident);
  const touched = account.meters.flatMap((history) => {
    const addition = additionTo(history, incident, onset);
    return addition === null ? [] : [{ history, addition, mean: meanHour(history, onset) ?? 0 }];
  });
  const end = onset + incident.lastsHours * HOUR;
  const quiet = alarmsOf(account, touched, { onset, end }, false);
  const steps = alarmsOf(account, touched, { onset, end }, true);
  const known = new Set(quiet.map(nameOf));
  const alarm = steps.find((one) => !known.has(nameOf(one))) ?? null;
  const until = Math.min(alarm?.event.at ?? end, end);
  const firstReading = firstReadingOf(touched, onset, end);
  return {
    incident: incident.id,
    minutesToAlarm: alarm === null ? null : (alarm.event.at - onset) / MINUTE,
    minutesAfterFirstReading:
      alarm === null || firstReading === null ? null : Math.max(0, (alarm.event.at - firstReading) / MINUTE),
    costSoFar: costBy(touched, until),
    providerNotices: noticesOf(account, touched, onset, end),
    alarm:
      alarm === null ? null : { meterKey: alarm.alert.key.replace(/^[a-z-]+:/, ''), severity: alarm.event.severity },
    touches: touched.map(({ history }) => history.meterKey),
  };
}

interface Touched {
  readonly history: MeterHistory;
  readonly addition: Addition;
  /** Units that a mean hour used before. */
  readonly mean: number;
}

/**
 * The first reading that holds the incident: what it added within the last hour, as far as the source tells of it, is as
 * much as a mean hour uses. A slow rise holds nothing to be told from noise before.
 */
function firstReadingOf(touched: readonly Touched[], onset: Instant, end: Instant): Instant | null {
  for (let at = Math.ceil(onset / CYCLE) * CYCLE; at <= end + 6 * HOUR; at += CYCLE) {
    const holds = touched.some(({ history, addition, mean }) => {
      const known = at - history.lag;
      return addedBy(addition, known) - addedBy(addition, known - HOUR) >= mean && known > onset;
    });
    if (holds) return at;
  }
  return null;
}

/** So late before now that the whole of it, and what is known of it later, lies in the past. */
function onsetOf(now: Instant, { hour, lastsHours }: Incident): Instant {
  const latest = now - lastsHours * HOUR - 6 * HOUR;
  const day = latest - (latest % DAY);
  const onset = day + hour * HOUR;
  return onset <= latest ? onset : onset - DAY;
}

function additionTo(history: MeterHistory, incident: Incident, onset: Instant): Addition | null {
  const effect = effectOn(incident, history);
  if (effect === null) {
    return null;
  }
  const { lastsHours } = incident;
  const { shape, limitWithinHours, times, riseHours = lastsHours } = effect;
  const course = { onset, lastsHours, shape, riseHours };
  if (limitWithinHours !== undefined) {
    const window = history.limit?.windows.findLast(({ start }) => start <= onset);
    if (history.limit === null || window === undefined) return null;
    const used = Math.max(0, (totalAt(history.meter, onset) ?? window.total) - window.total);
    return { ...course, perHour: Math.max(0, history.limit.value - used) / limitWithinHours };
  }
  const mean = meanHour(history, onset);
  return mean === null || mean <= 0 ? null : { ...course, perHour: times * mean };
}

/** Of the weeks before, as far as they are known. */
function meanHour({ meter }: MeterHistory, before: Instant): number | null {
  const start = Math.max(meter.times[0] ?? before, before - USUAL_DAYS * DAY);
  const first = meter.times.findIndex((at) => at >= start);
  const last = meter.times.findLastIndex((at) => at <= before);
  const [from, to] = [meter.times[first], meter.times[last]];
  if (from === undefined || to === undefined || to <= from) return null;
  return (((meter.totals[last] as number) - (meter.totals[first] as number)) * HOUR) / (to - from);
}

/** Seconds before the onset from which the machine runs, so that what rings anyway is known. */
const BEFORE = 3 * HOUR;

function alarmsOf(
  { rules }: DrillAccount,
  touched: readonly Touched[],
  { onset, end }: { readonly onset: Instant; readonly end: Instant },
  withIncident: boolean,
): readonly BookedStep[] {
  const range = { start: onset - (USUAL_DAYS + 1) * DAY, end: end + 6 * HOUR };
  // Live it is learned once an hour, from the same weeks: between two midnights next to nothing changes.
  const replay = { rules, every: CYCLE, learnEvery: DAY };
  const book = new AlertBook();
  const meters = touched.map(
    ({ history, addition }) =>
      new ReplayedMeter(history, replay, range, withIncident ? (at) => addedBy(addition, at) : undefined),
  );
  const steps = replayMeters(meters, book, { start: onset - BEFORE, end: range.end, every: CYCLE });
  return steps.filter(({ event }) => event.tells && event.kind !== 'resolved');
}

function nameOf({ alert, event }: BookedStep): string {
  return `${alert.key} ${event.kind} ${event.rung}`;
}

function costBy(touched: readonly Touched[], at: Instant): number | null {
  // What its projects used is in what the account used.
  const priced = touched.filter(({ history }) => history.unitPrice !== null && history.projectId === '');
  return priced.length === 0
    ? null
    : priced.reduce((sum, { history, addition }) => sum + (history.unitPrice ?? 0) * addedBy(addition, at), 0);
}

function noticesOf(
  { budgets }: DrillAccount,
  touched: readonly Touched[],
  onset: Instant,
  end: Instant,
): DrillResult['providerNotices'] {
  return budgets.flatMap(({ connectionId, amount, spent, marks }) => {
    const own = touched.filter(({ history }) => history.connectionId === connectionId);
    return own.length === 0
      ? []
      : marks.map((percent) => ({ percent, minutes: minutesTo(own, (amount * percent) / 100 - spent, onset, end) }));
  });
}

/** Minutes until the incident alone has cost `amount` more, and the provider has noticed. */
function minutesTo(touched: readonly Touched[], amount: number, onset: Instant, end: Instant): number | null {
  for (let at = onset; at <= end; at += CYCLE) {
    if ((costBy(touched, at) ?? 0) >= amount && amount > 0) return (at + NOTICE_LAG - onset) / MINUTE;
  }
  return null;
}
