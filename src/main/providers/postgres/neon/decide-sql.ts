import { parseInstant } from '#shared/core/calendar/calendar';
import type { Failure } from '#shared/domain/failure';
import { HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import type { NeonEndpoint } from './client';
import { DEFAULT_SQL_MINUTES } from './waking';

/** `visit` now, `not-due` and nothing to tell, or a failure that says why not. */
export type SqlDecision = 'visit' | 'not-due' | Failure;

export interface SqlQuestion {
  /** What Neon says about the compute; null where no key tells. */
  readonly state: Pick<NeonEndpoint, 'current_state' | 'started_at'> | null;
  readonly lastSql: Instant | null;
  readonly now: Instant;
  /** `sqlEveryMinutes`: the person's own choice, its cost told before. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Whether SQL may run now. An awake compute is visited once when it has just woken up and then once an
 * hour, so that a visit never is what keeps it awake for long; a sleeping one never.
 */
export function decideSql({ state, lastSql, now, settings }: SqlQuestion): SqlDecision {
  if (state === null) {
    const minutes = Number(settings['sqlEveryMinutes'] || DEFAULT_SQL_MINUTES);
    return lastSql === null || now - lastSql >= minutes * MINUTE - MINUTE ? 'visit' : 'not-due';
  }
  if (state.current_state === undefined) return unknownState();
  if (state.current_state !== 'active') return asleep();
  const started = parseInstant(state.started_at ?? '');
  const isNewSpell = lastSql !== null && started !== null && started > lastSql;
  return lastSql === null || isNewSpell || now - lastSql >= HOUR - MINUTE ? 'visit' : 'not-due';
}

function asleep(): Failure {
  return {
    code: 'asleep',
    message: 'The compute at Neon sleeps, so no SQL was sent: it would have woken it up.',
    action: 'Nothing to do: a sleeping database does not grow, the last values stay valid.',
    retryable: true,
  };
}

function unknownState(): Failure {
  return {
    code: 'changed',
    message: 'Neon does not say whether the compute is awake, so no SQL was sent: it might have woken it up.',
    action: 'Look for a newer version of Headroom; the last good values stay.',
    retryable: true,
  };
}
