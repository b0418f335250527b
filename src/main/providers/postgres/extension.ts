import type { Failure } from '#shared/domain/failure';
import { quoted } from './place';
import type { StatementsSchema } from './queries';

/** Version of pg_stat_statements that has `total_exec_time`; the one before called it otherwise. */
const READABLE_SINCE = [1, 8] as const;
/** Version of pg_stat_statements from which on it says when it began and what it dropped. */
export const INFO_SINCE = [1, 9] as const;

/** Whether a version such as `1.10` is `[1, 9]` or later. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

/** Why this role cannot read the statistics of the extension as it stands there, or null. */
export function extensionFailure(
  { version, schema, usable, readable }: StatementsSchema,
  role: string,
): Failure | null {
  if (!isAtLeast(version, READABLE_SINCE)) {
    return {
      code: 'not-on-plan',
      message: `pg_stat_statements is still at version ${version} in this database, as before an upgrade of the server.`,
      action: 'Run: alter extension pg_stat_statements update;',
      retryable: false,
    };
  }
  if (!usable) {
    return {
      code: 'not-permitted',
      message: `pg_stat_statements is in the schema ${schema}, which the role ${role} may not use.`,
      action: `Run: grant usage on schema ${schema} to ${quoted(role)};`,
      retryable: false,
    };
  }
  if (!readable) {
    return {
      code: 'not-permitted',
      message: `The role ${role} may not read pg_stat_statements.`,
      action: `Run: grant select on ${schema}.pg_stat_statements, ${schema}.pg_stat_statements_info to ${quoted(role)};`,
      retryable: false,
    };
  }
  return null;
}
