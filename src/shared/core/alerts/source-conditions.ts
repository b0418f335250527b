import type { AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import { type CollectionAttempt, isTrouble, type LastAttempt } from '#shared/domain/cycle';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';
import type { AlertPatience, Degree, Observation } from './alert-transition';

/** A source that is watched: an account or store, with the newest attempt of each of its capabilities. */
export interface Source {
  readonly connectionId: string;
  readonly title: string;
  readonly createdAt: Instant;
  /** When its credential ends; null: never, or unknown. */
  readonly expiresAt: Instant | null;
  readonly attempts: readonly LastAttempt[];
  /** What has a limit and is not in the good answers of what tells it, since when. */
  readonly untold: readonly { readonly title: string; readonly since: Instant }[];
  /** A capability as people read it. */
  readonly titleOf: (capability: string) => string;
  /** Nobody wants it to be read now. */
  readonly isPaused: boolean;
}

const UNREACHED: readonly CollectionAttempt['outcome'][] = ['unreachable', 'timeout'];
const REFUSED: readonly CollectionAttempt['outcome'][] = ['invalid-credential', 'credential-expired'];

/** Told at the second look: one that fails is no news. */
const SECOND_LOOK: AlertPatience = { holdFor: 0, confirm: 1, recover: 1 };
const AT_ONCE: AlertPatience = { holdFor: 0, confirm: 0, recover: 1 };

function about(kind: Observation['condition'], connectionId: string | null, unit: string) {
  const identity = { connectionId, projectId: '', service: '', metric: '', limitId: '', unit, isWindowed: false };
  return { key: `${kind}:${connectionId ?? '*'}`, condition: kind, ...identity };
}

function degreeOf(severity: Degree['severity'], reason: AlertReason): Degree {
  const place = severity === 'critical' ? 2 : 1;
  return { rung: place, severity, basis: 'level', voice: place, reason };
}

/** True where all that the newest look at every source asked for failed on the way: then it is the way. */
export function isWithoutNetwork(sources: readonly Source[]): boolean {
  const asked = sources
    .filter(({ isPaused }) => !isPaused)
    .map(asks)
    .filter((outcomes) => outcomes.length > 0);
  return asked.length > 1 && asked.every((outcomes) => outcomes.every((outcome) => UNREACHED.includes(outcome)));
}

/** Seconds that one look at a source may take. */
const ONE_LOOK = 10 * MINUTE;

/**
 * How the newest look at a source went, but for what no request was made for. What is asked once a day has answered hours
 * ago, which says nothing of now.
 */
function asks({ attempts }: Source): readonly CollectionAttempt['outcome'][] {
  const since = (newest(attempts) ?? 0) - ONE_LOOK;
  const outcomes = attempts.flatMap(({ attempt }) => (attempt.startedAt >= since ? [attempt.outcome] : []));
  return outcomes.filter((outcome) => outcome !== 'not-on-plan' && outcome !== 'cancelled');
}

/** All sources at once: one notice, in place of one for each. */
export function observeNetwork(sources: readonly Source[], isOff: boolean): Observation {
  const at = newest(sources.flatMap(({ attempts }) => attempts));
  const degree = isOff ? degreeOf('warning', { code: 'no-network', sources: sources.length }) : null;
  return {
    ...about('network', null, 'sources'),
    known: at === null ? null : { percent: isOff ? 100 : 0, value: isOff ? sources.length : 0, limit: sources.length },
    at,
    degree,
    held: () => degree,
    patience: SECOND_LOOK,
    recovered: () => ({ code: 'answers-again' }),
  };
}

/** So many times the mark is critical. */
const LONG_SILENCE = 12;

/** What of a source has said nothing for how long; `part` empty: all of it. */
interface Silence {
  readonly minutes: number;
  /** Minutes by which it is judged: of a part, those that it was asked in vain. */
  readonly judged: number;
  readonly lastGoodAt: Instant | null;
  readonly part: string;
}

/** All of a source since its newest good answer. */
function wholeSilence({ attempts, createdAt }: Source, now: Instant): Silence {
  const good = attempts.flatMap(({ lastGoodAt }) => (lastGoodAt === null ? [] : [lastGoodAt]));
  const lastGoodAt = good.length === 0 ? null : Math.max(...good);
  const minutes = (now - (lastGoodAt ?? createdAt)) / MINUTE;
  return { minutes, judged: minutes, lastGoodAt, part: '' };
}

/**
 * The part of a source that has failed longest while others answer, or that good answers have left out; null where there
 * is none. What is asked once a day is silent only from its first failure on. What was never permitted, sleeps, or whose
 * token is refused is told elsewhere.
 */
function partSilence({ attempts, untold, titleOf }: Source, now: Instant): Silence | null {
  const failing = attempts
    .filter(({ attempt: { outcome }, lastGoodAt }) => {
      const isLocked = outcome === 'not-permitted' && lastGoodAt === null;
      return isTrouble(outcome) && outcome !== 'cancelled' && !REFUSED.includes(outcome) && !isLocked;
    })
    .map(({ attempt, lastGoodAt, failingSince }) => {
      return { title: titleOf(attempt.capability), lastGoodAt, since: failingSince ?? attempt.startedAt };
    });
  const leftOut = untold.map(({ title, since }) => ({ title, lastGoodAt: since, since }));
  const all = [...failing, ...leftOut].sort((a, b) => a.since - b.since);
  const [first] = all;
  if (first === undefined) {
    return null;
  }
  const { title, lastGoodAt, since } = first;
  const part = all.length === 1 ? title : `${title} and ${all.length - 1} more`;
  return { minutes: (now - (lastGoodAt ?? since)) / MINUTE, judged: (now - since) / MINUTE, lastGoodAt, part };
}

/**
 * A source, or a part of it, that has not answered well for longer than the rule says, or than four cycles. Nothing is
 * said of it while it is paused or there is no network at all, nor before it was first asked.
 */
export function observeStale(
  source: Source,
  { stale }: Pick<AlertRules, 'stale'>,
  { now, intervalMinutes, isOff }: { readonly now: Instant; readonly intervalMinutes: number; readonly isOff: boolean },
): Observation {
  const mark = Math.max(stale.afterMinutes, 4 * intervalMinutes);
  const whole = wholeSilence(source, now);
  const { minutes, judged, lastGoodAt, part } = whole.judged >= mark ? whole : (partSilence(source, now) ?? whole);
  const reason = { code: 'silent', source: source.title, lastGoodAt, ...(part !== '' && { part }) } as const;
  const degree = judged < mark ? null : degreeOf(judged >= LONG_SILENCE * mark ? 'critical' : 'warning', reason);
  // A store that sleeps, or one whose token is refused, is told of elsewhere.
  const isOther = asks(source).every((outcome) => outcome === 'asleep' || REFUSED.includes(outcome));
  const isKnown = !isOff && !isOther && !source.isPaused;
  return {
    ...about('stale', source.connectionId, 'minutes'),
    known: isKnown ? { percent: (100 * minutes) / mark, value: minutes, limit: mark } : null,
    at: newest(source.attempts),
    degree,
    held: () => degree,
    patience: SECOND_LOOK,
    recovered: () => ({ code: 'answers-again' }),
  };
}

/** A token that is refused, or ends within the days of the rule. */
export function observeToken(source: Source, { token }: Pick<AlertRules, 'token'>, now: Instant): Observation {
  const outcomes = asks(source);
  const isRefused = outcomes.length > 0 && outcomes.every((outcome) => REFUSED.includes(outcome));
  const days = source.expiresAt === null ? null : (source.expiresAt - now) / DAY;
  const degree = isRefused
    ? degreeOf('critical', { code: 'token-refused', account: source.title })
    : endsSoon(source, days, token);
  return {
    ...about('token', source.connectionId, 'days'),
    known: { percent: degree === null ? 0 : 100, value: Math.max(0, days ?? 0), limit: token.warningDays },
    at: newest(source.attempts),
    degree,
    held: () => degree,
    patience: isRefused ? SECOND_LOOK : AT_ONCE,
    recovered: () => ({ code: 'token-good' }),
  };
}

function endsSoon({ title, expiresAt }: Source, days: number | null, token: AlertRules['token']): Degree | null {
  if (days === null || expiresAt === null || days > token.warningDays) {
    return null;
  }
  const reason = { code: 'token-expires', account: title, at: expiresAt } as const;
  return degreeOf(days <= token.criticalDays ? 'critical' : 'warning', reason);
}

function newest(attempts: readonly LastAttempt[]): Instant | null {
  return attempts.length === 0 ? null : Math.max(...attempts.map(({ attempt }) => attempt.startedAt));
}
