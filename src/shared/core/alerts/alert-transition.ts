import type { Alert, AlertBasis, AlertEvent, AlertReason, AlertSeverity } from '#shared/domain/alert';
import { type AlertCondition, NOTICE_CONDITIONS } from '#shared/domain/alert-condition';
import { DAY, type Instant } from '#shared/domain/instant';

/** One step of a condition's ladder, with why it stands there. */
export interface Degree {
  /** 1 the mildest. */
  readonly rung: number;
  readonly severity: AlertSeverity;
  readonly basis: AlertBasis;
  /** How loud it is: what was told once is told again only when it gets louder. */
  readonly voice: number;
  readonly reason: AlertReason;
}

/** How patient the machine is with one condition. */
export interface AlertPatience {
  /** Seconds that a crossing must last before it fires. */
  readonly holdFor: number;
  /** Further readings that must confirm a crossing before it fires. */
  readonly confirm: number;
  /** Readings in a row below the lower mark after which it is better, or over. */
  readonly recover: number;
}

/** What was seen of one (subject, condition), judged by its rule but not by its past. */
export interface Observation {
  readonly key: string;
  readonly condition: AlertCondition;
  readonly connectionId: string | null;
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  readonly limitId: string;
  readonly unit: string;
  /** Null: missing data, which neither fires nor resolves. */
  readonly known: { readonly percent: number; readonly value: number; readonly limit: number } | null;
  /** When the reading was made; null: each look counts as a reading. */
  readonly at: Instant | null;
  /** By the upper marks; null: below all of them. */
  readonly degree: Degree | null;
  /** By the lower marks of an alert that stands already, at least `degree`; null: below all of them. */
  readonly held: (standing: Alertness) => Degree | null;
  readonly patience: AlertPatience;
  /** Why it is better, or over (`still` null), once it has come down. */
  readonly recovered: (from: Alertness, still: Degree | null) => AlertReason;
  /** Begins anew with each window: then nothing is told twice in one. */
  readonly isWindowed: boolean;
  /** True: there is nothing to hold it against any more, as after a limit was switched off. */
  readonly isGone?: boolean;
  /** Of the same event so much was told already under another alert: its loudest voice. */
  readonly toldAs?: number;
}

/** How bad an alert is. */
export type Alertness = Pick<Alert, 'rung' | 'severity' | 'basis'>;

/** What is known of the alert of the same key that was there before and is over. */
export type PastAlert = Pick<Alert, 'announced' | 'announcedAt' | 'resolvedAt' | 'limit'>;

type Kept = Omit<Alert, 'id'>;
type NewEvent = Omit<AlertEvent, 'id' | 'alertId'>;

export interface AlertTransition {
  /** Null: there is no alert, before and after. */
  readonly next: Kept | null;
  readonly events: readonly NewEvent[];
}

/** What is over and comes back within this time was told already. */
const SAME_EPISODE = DAY;
/** What got better for so long is told again when it gets worse again, where no window ends it. */
const FORGOTTEN = 7 * DAY;

/**
 * Is it firing? One step of an alert's life, in Prometheus' words:
 *
 * ```
 * inactive --over a mark--> pending --held, confirmed--> firing --several good readings--> resolved
 *                              |                          |  ^
 *                              +--below--> inactive       +--+ worse, better
 * ```
 *
 * Whom to tell is another machine: this one looks neither at acknowledgement nor at snooze, so that worsening is not
 * lost while snoozed. It says only whether a step is news at all (`tells`): never twice the same in a window, or
 * within a day. Missing data leaves state and clocks alone. It rests on `current`, `past` and what was seen alone, so
 * that a restart between two steps changes nothing.
 */
export function stepAlert(
  current: Kept | null,
  seen: Observation,
  now: Instant,
  past: PastAlert | null = null,
): AlertTransition {
  if (seen.known === null) {
    return { next: current, events: [] };
  }
  if (current === null) {
    return seen.degree === null ? { next: null, events: [] } : open(seen, seen.known, seen.degree, now, past);
  }
  const isNew = seen.at === null || seen.at !== current.judgedAt;
  const looked = { ...current, ...seen.known, judgedAt: seen.at, updatedAt: now };
  return current.state === 'pending'
    ? holdOn(looked, seen, isNew, now, past)
    : keepFiring(current, looked, seen, isNew, now);
}

/** Ends an alert for a reason other than its value, such as a new billing period or a removed limit. */
export function closeAlert(current: Kept, reason: AlertReason, now: Instant): AlertTransition {
  const next = { ...current, state: 'resolved' as const, resolvedAt: now, updatedAt: now };
  // What was never more than pending, or never news, ends without a word.
  return { next, events: [event('resolved', next, now, reason, current.announced > 0 && current.firedAt !== null)] };
}

function open(
  seen: Observation,
  known: NonNullable<Observation['known']>,
  degree: Degree,
  now: Instant,
  past: PastAlert | null,
): AlertTransition {
  const { rung, severity, basis, reason } = degree;
  const alert: Kept = {
    key: seen.key,
    condition: seen.condition,
    connectionId: seen.connectionId,
    projectId: seen.projectId,
    service: seen.service,
    metric: seen.metric,
    limitId: seen.limitId,
    state: 'pending',
    severity,
    basis,
    rung,
    announced: 0,
    announcedAt: null,
    ...known,
    unit: seen.unit,
    judgedAt: seen.at,
    streak: 0,
    reason,
    activeAt: now,
    firedAt: null,
    resolvedAt: null,
    lastSentAt: null,
    lastSentSeverity: null,
    acknowledgedAt: null,
    acknowledgedReason: '',
    snoozedUntil: null,
    updatedAt: now,
  };
  if (NOTICE_CONDITIONS.includes(seen.condition)) {
    if (past !== null) return { next: null, events: [] };
    const over = {
      ...alert,
      state: 'resolved' as const,
      firedAt: now,
      resolvedAt: now,
      announced: 1,
      announcedAt: now,
    };
    return { next: over, events: [event('notice', over, now, reason, true)] };
  }
  const { holdFor, confirm } = seen.patience;
  return holdFor === 0 && confirm === 0
    ? fire(alert, seen, degree, { now, past, held: false })
    : { next: alert, events: [event('pending', alert, now, reason, false)] };
}

function holdOn(
  looked: Kept,
  seen: Observation,
  isNew: boolean,
  now: Instant,
  past: PastAlert | null,
): AlertTransition {
  const { degree, patience } = seen;
  if (degree === null) {
    return closeAlert(looked, seen.recovered(looked, null), now);
  }
  const { rung, severity, basis, reason } = degree;
  const streak = looked.streak + (isNew ? 1 : 0);
  const next = { ...looked, rung, severity, basis, reason, streak };
  return now - looked.activeAt < patience.holdFor || streak < patience.confirm
    ? { next, events: [] }
    : fire(next, seen, degree, { now, past, held: true });
}

interface Firing {
  readonly now: Instant;
  readonly past: PastAlert | null;
  /** It was there before it fired. */
  readonly held: boolean;
}

function fire(alert: Kept, seen: Observation, { voice, reason }: Degree, { now, past, held }: Firing): AlertTransition {
  const before = past !== null && isSameEpisode(past, alert, seen, now) ? past.announced : 0;
  const known = Math.max(before, seen.toldAs ?? 0);
  const tells = voice > known;
  const announced = Math.max(voice, known);
  const next = { ...alert, state: 'firing' as const, firedAt: now, streak: 0, announced, announcedAt: now };
  return { next, events: [event('firing', next, now, 'held' in reason ? { ...reason, held } : reason, tells)] };
}

/** Whether what is over and comes back was told in this window, or just now, against the same limit. */
function isSameEpisode(past: PastAlert, alert: Kept, { isWindowed }: Observation, now: Instant): boolean {
  return (
    (past.limit === alert.limit || (alert.condition !== 'limit' && alert.condition !== 'budget')) &&
    (isWindowed || (past.resolvedAt !== null && now - past.resolvedAt < SAME_EPISODE))
  );
}

function keepFiring(current: Kept, looked: Kept, seen: Observation, isNew: boolean, now: Instant): AlertTransition {
  const { degree, patience } = seen;
  if (degree !== null && degree.rung > current.rung) {
    return rise(looked, seen, degree, now);
  }
  const held = seen.held(current);
  if (held !== null && held.rung >= current.rung) {
    const voice = degree?.voice ?? 0;
    const announcedAt = voice >= looked.announced ? now : looked.announcedAt;
    return { next: { ...looked, streak: 0, announcedAt }, events: [] };
  }
  const streak = looked.streak + (isNew ? 1 : 0);
  // Against another limit than before there is nothing to wait for: it did not come down, the mark went up.
  const isOther = seen.known !== null && seen.known.limit !== current.limit && seen.condition === 'limit';
  if (streak < patience.recover && !isOther) {
    return { next: { ...looked, streak }, events: [] };
  }
  const reason = seen.recovered(current, held);
  if (held === null) {
    return closeAlert(looked, reason, now);
  }
  const { rung, severity, basis } = held;
  const next = { ...looked, rung, severity, basis, streak: 0, reason: held.reason };
  return { next, events: [event('better', next, now, reason, false)] };
}

function rise(
  looked: Kept,
  seen: Observation,
  { rung, severity, basis, voice, reason }: Degree,
  now: Instant,
): AlertTransition {
  const isForgotten = !seen.isWindowed && looked.announcedAt !== null && now - looked.announcedAt >= FORGOTTEN;
  const tells = voice > looked.announced || (isForgotten && voice === looked.announced);
  const announced = Math.max(voice, looked.announced);
  const announcedAt = voice >= looked.announced ? now : looked.announcedAt;
  const next = { ...looked, rung, severity, basis, reason, streak: 0, announced, announcedAt };
  return { next, events: [event('worse', next, now, reason, tells)] };
}

function event(kind: AlertEvent['kind'], alert: Kept, at: Instant, reason: AlertReason, tells: boolean): NewEvent {
  const { severity, basis, rung, percent, value, limit } = alert;
  return { at, kind, severity, basis, rung, percent, value, limit, reason, tells };
}
