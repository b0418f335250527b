import { type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { CapabilityResult, CollectionRun } from '../collection-run';
import { uncheckedNote } from '../store-tls';
import * as capability from './descriptor';
import * as samples from './samples';
import type { VisitReport } from './visit';

type Part = (report: VisitReport, run: CollectionRun, now: Instant) => Result<CapabilityResult>;

/** What is known of the part, or why it is not. */
function known<T>(result: Result<T>, capabilityResult: (value: T) => CapabilityResult): Result<CapabilityResult> {
  return result.ok ? succeed(capabilityResult(result.value)) : result;
}

const PARTS: Readonly<Record<string, Part>> = {
  [capability.SIZE]: ({ size, security }, _, now) =>
    known(size, (row) => ({
      samples: samples.sizeSamples(row, now),
      ...(security === 'unchecked' ? { note: uncheckedNote('the database') } : {}),
    })),
  [capability.CONNECTIONS]: ({ connections, identity }, _, now) =>
    known(connections, (row) => ({
      samples: samples.connectionSamples(row, now),
      facts: { limits: samples.connectionLimits(row) },
      ...(identity.monitor ? {} : { note: HIDDEN_KINDS }),
    })),
  [capability.LATENCY]: ({ roundTripMs }, _, now) =>
    known(roundTripMs, (milliseconds) => ({ samples: samples.latencySamples(milliseconds, now) })),
  [capability.ACTIVITY]: ({ activity }, _, now) =>
    known(activity, (row) => ({ samples: samples.activitySamples(row, now) })),
  [capability.HEALTH]: ({ health, identity: { started } }, run, now) =>
    known(health, (row) => ({
      samples: samples.healthSamples(row, started, run.cursor('blocks'), now),
      cursors: { blocks: { hit: row.hit, read: row.read, started } },
    })),
  [capability.STATEMENTS]: ({ statements }, run, now) =>
    known(statements, (value) => {
      const made = samples.statementSamples(value, run.cursor('statements'), now);
      const partly = made.partly ?? value.partly;
      return {
        samples: made.samples,
        cursors: { statements: made.cursor },
        facts: { topQueries: value.top },
        ...(partly === null ? {} : { partly }),
      };
    }),
};

/** One capability's part of what a visit read. */
export function partOf(run: CollectionRun, id: string, report: VisitReport): Result<CapabilityResult> {
  return PARTS[id]?.(report, run, run.context.clock.now()) ?? succeed({});
}

const HIDDEN_KINDS =
  "The role may not see what kind others' sessions are, so the workers of a parallel query count as connections; grant it pg_monitor.";
