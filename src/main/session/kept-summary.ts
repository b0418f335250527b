import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { instantOfIso, systemClock } from '#main/clock';
import { SUMMARY_SUFFIX } from '#main/files/data-folder';
import { writePrivately } from '#main/files/private-file';
import type { UsageRow } from '#shared/core/usage/usage-summary';
import type { Instant } from '#shared/domain/instant';
import type { Standings } from '#shared/domain/standing';

/** Of a summary what does not change with the minute. */
export interface SummaryGround {
  readonly rows: readonly UsageRow[];
  readonly standings: Standings;
}

/** Names of the variables that say which accounts there are and how they are worked out. */
export interface AccountVariables {
  /** Held against their values. */
  readonly open: readonly string[];
  /** Held against whether they are set: nothing of a secret is kept. */
  readonly secret: readonly string[];
  /** Any other name that begins like this is open too. */
  readonly prefixes: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Kept extends SummaryGround {
  readonly app: string;
  readonly data: string;
  readonly variables: AccountVariables;
  readonly environment: readonly string[];
  /** What is told beside it whenever these variables are set. */
  readonly said: readonly string[];
}

/**
 * What changes whenever anybody writes into a data file: place, size and time of the file and of its log; null where
 * there is none. An empty log is as good as none.
 */
export function dataMark(file: string): string | null {
  const [data, log] = [file, `${file}-wal`].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  if (data === undefined) return null;
  const written = log === undefined || log.size === 0n ? '' : ` ${log.size} ${log.mtimeNs}`;
  return `${data.ino} ${data.size} ${data.mtimeNs}${written}`;
}

/**
 * Keeps what a summary was made from, for as long as nobody writes into `file`. `before` is its mark from before it was
 * opened for it: where opening changed it, or somebody wrote meanwhile, nobody can say which of both the summary tells,
 * and nothing is kept. Nor is it where the file system does not let it: then it is worked out again.
 */
export async function keepSummary(
  file: string,
  before: string | null,
  ground: SummaryGround & Pick<Kept, 'variables' | 'said'>,
  environment: Environment,
): Promise<void> {
  const data = dataMark(file);
  if (data === null || data !== before) return;
  const kept: Kept = { ...ground, app: appMark(), data, environment: valuesOf(ground.variables, environment) };
  await writePrivately(`${file}${SUMMARY_SUFFIX}`, JSON.stringify(kept)).catch(() => undefined);
}

/** What was kept for `file`, where it still holds: same data, same app, same variables, and not yet `validUntil`. */
export function keptSummary(file: string, environment: Environment): (SummaryGround & Pick<Kept, 'said'>) | null {
  const kept = read(`${file}${SUMMARY_SUFFIX}`);
  if (kept === null || kept.app !== appMark() || kept.data !== dataMark(file)) return null;
  if (`${kept.environment}` !== `${valuesOf(kept.variables, environment)}`) return null;
  const now = nowIn(environment);
  return now >= kept.standings.asOf && now < kept.standings.validUntil ? kept : null;
}

/** Now, by the clock that the environment names; one that cannot be read never kept anything. */
export function nowIn(environment: Environment): Instant {
  const text = environment['HEADROOM_NOW']?.trim() ?? '';
  return text === '' ? systemClock.now() : instantOfIso(text);
}

function read(path: string): Kept | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  } catch {
    return null;
  }
}

/** Another build may make other figures of the same data. */
function appMark(): string {
  return `${__APP_VERSION__} ${statSync(fileURLToPath(import.meta.url)).mtimeMs}`;
}

function valuesOf({ open, secret, prefixes }: AccountVariables, environment: Environment): readonly string[] {
  const others = Object.keys(environment).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  const names = [...new Set([...open, ...others])].sort();
  return [
    ...names.map((name) => JSON.stringify([name, environment[name] ?? ''])),
    ...secret.filter((name) => environment[name]).sort(),
  ];
}
