import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import type { ExpectedMoment, Standing, Standings } from '#shared/domain/standing';
import type { LimitJson } from '#shared/ipc/standing';
import { namesOf, type Reader, standingText } from '#shared/words/standing';

/** The standings as `headroom limits --json` prints them, in their order; moments in ISO 8601, UTC. */
export function limitsJson({ list }: Pick<Standings, 'list'>, reader: Reader): LimitJson[] {
  const names = namesOf(list);
  return list.map((standing) => limitJson(standing, reader, names.get(standing.key)));
}

function limitJson(standing: Standing, reader: Reader, name: string | undefined): LimitJson {
  const { scope, outlook, window, enforcing, expected, probability, day } = standing;
  return {
    key: standing.key,
    scope: scope.kind,
    connection: scope.kind === 'everything' ? null : scope.connectionId,
    provider: standing.provider,
    service: standing.service,
    metric: standing.metric,
    project: scope.kind === 'project' ? scope.projectId : null,
    title: name ?? standing.title,
    used: standing.used,
    atLeast: standing.atLeast,
    unit: standing.unit,
    asOf: moment(standing.asOf),
    freshness: standing.freshness.state,
    limit: standing.limit,
    limitSource: standing.limitSource,
    atLimit: standing.atLimit,
    enforcing: enforcing === null ? null : { since: moment(enforcing.since) },
    percent: standing.percent,
    severity: standing.severity,
    outlook: outlook.state,
    learningUntil: outlook.state === 'learning' ? moment(outlook.until) : null,
    window: {
      kind: window.kind,
      length: window.length === null ? null : { ...window.length },
      start: moment(window.start),
      resetsAt: moment(window.resetsAt),
    },
    reachedAt: moment(standing.reachedAt),
    expectedAt: expected === null ? null : momentsOf(expected),
    probability: probability === null ? null : { ...probability },
    dayExpected: day?.expected == null ? null : { q10: day.expected.q10, q50: day.expected.q50, q90: day.expected.q90 },
    text: standingText(standing, reader, name),
  };
}

function momentsOf({ q10, q50, q90 }: ExpectedMoment): LimitJson['expectedAt'] {
  return { q10: moment(q10), q50: moment(q50), q90: moment(q90) };
}

function moment(at: Instant | null): string | null {
  return at === null ? null : formatInstant(Math.round(at));
}
