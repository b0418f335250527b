import { accountName } from '#main/queries/bill/words';
import { readConnectionList } from '#main/queries/connections/connection-list';
import { readProjectList } from '#main/queries/connections/project-list';
import { readMetricList } from '#main/queries/home/limit-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { Connection } from '#shared/domain/connection';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Project } from '#shared/domain/project';
import type { Standing } from '#shared/domain/standing';
import type { MetricView } from '#shared/ipc/metric-view';
import {
  limitOnNoMetric,
  noSuchAccount,
  noSuchMetric,
  noSuchProject,
  severalAccounts,
  severalMetrics,
} from '#shared/words/assistant-tools';
import type { AskedAccount } from '../asked-account';
import { invalid } from './tool';

/** So many names are told to whoever wrote another one. */
const MOST_NAMES = 60;

/** A metric that can be looked at: `key` is `connection/service/metric`. */
export interface NamedMetric {
  readonly key: string;
  readonly service: string;
  readonly metric: string;
  readonly view: MetricView;
}

/** The one metric of that id or key, or of the key of a limit on it; fails with those that there are. */
export async function namedMetric(account: AskedAccount, name: string): Promise<Result<NamedMetric>> {
  const list = await account.ask(readMetricList, account.scheduler.intervalMinutes);
  const known = list.flatMap((view) => (view.usageKey === null ? [] : [{ ...partsOf(view.usageKey), view }]));
  // A limit's key has `@project` and `#limit` behind that of its metric.
  const asked = name.replace(/[@#].*$/s, '');
  const called = known.filter(({ key, view }) => isSame(key, asked) || isSame(view.summaryKey, asked));
  // Advice and the lines of a bill tell a metric without its service.
  const found = called.length > 0 ? called : known.filter(({ metric }) => isSame(metric, asked));
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    return succeed(only);
  }
  if (found.length > 1) {
    return fail(
      invalid(
        severalMetrics(
          name,
          found.map(({ key }) => key),
        ),
      ),
    );
  }
  if (name.includes('/') && (await limitOf(account, name)) !== undefined) {
    return fail(invalid(limitOnNoMetric(name)));
  }
  const ids = [...new Set(known.map(({ view }) => view.summaryKey))];
  return fail(invalid(noSuchMetric(name, ids.slice(0, MOST_NAMES), Math.max(0, ids.length - MOST_NAMES))));
}

/** The limit of that key. */
export async function limitOf(account: AskedAccount, key: string): Promise<Standing | undefined> {
  return (await account.ask(readStandings)).list.find((one) => isSame(one.key, key));
}

function partsOf(key: string): Pick<NamedMetric, 'key' | 'service' | 'metric'> {
  const [metric = '', service = ''] = key.split('/').reverse();
  return { key, service, metric };
}

/** The one account of that id or title, or as the bill calls it; null where none is asked for. */
export async function namedAccount(
  account: AskedAccount,
  name: string | undefined,
): Promise<Result<Connection | null>> {
  if (name === undefined) {
    return succeed(null);
  }
  const all = await account.ask(readConnectionList);
  const called = all.filter(({ view: { title, providerTitle } }) =>
    [title, accountName(title, providerTitle)].some((one) => isSame(one, name)),
  );
  const found = all.find(({ view }) => view.id === name) ?? (called.length === 1 ? called[0] : undefined);
  if (found !== undefined) {
    return succeed(found.connection);
  }
  const ids = (rows: typeof all) => rows.map(({ view }) => view.id);
  return fail(invalid(called.length > 1 ? severalAccounts(name, ids(called)) : noSuchAccount(name, ids(all))));
}

/** The projects of that id or name, of which each account may have one; null where none is asked for. */
export async function namedProjects(
  account: AskedAccount,
  name: string | undefined,
): Promise<Result<readonly Project[] | null>> {
  if (name === undefined) {
    return succeed(null);
  }
  const all = await account.ask(readProjectList);
  const found = all.filter((project) => project.projectId === name || isSame(project.name, name));
  if (found.length > 0) {
    return succeed(found);
  }
  const names = [...new Set(all.map((project) => project.name))];
  return fail(invalid(noSuchProject(name, names.slice(0, MOST_NAMES), Math.max(0, names.length - MOST_NAMES))));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
