import { readMetricList } from '#main/queries/home/limit-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { AccountSession } from '#main/session/account-session';
import type { Standing } from '#shared/domain/standing';
import type { MetricView } from '#shared/ipc/metric-view';
import { whichMetric } from '#shared/words/terminal';
import { tell } from './output';

/** A metric as a person names it. */
export interface NamedMetric {
  readonly view: MetricView;
  readonly service: string;
  readonly metric: string;
}

/**
 * The one metric of that name: `SERVICE_METRIC` as in the summary, or its whole key where several accounts have it.
 * Null, after standard error was told which there are.
 */
export async function findMetric(account: AccountSession, name: string): Promise<NamedMetric | null> {
  const match = await matchMetric(account, name);
  if ('refused' in match) {
    tell(match.refused);
    return null;
  }
  return match;
}

/** As `findMetric`, with the sentence for who asked where it is none or several. */
export async function matchMetric(
  account: AccountSession,
  name: string,
): Promise<NamedMetric | { readonly refused: string }> {
  const list = await account.ask(readMetricList, account.scheduler.intervalMinutes);
  const found = list.filter(({ usageKey, summaryKey }) => usageKey !== null && [usageKey, summaryKey].includes(name));
  const [view] = found;
  if (view === undefined || found.length > 1) {
    return {
      refused: whichMetric(
        name,
        found.map(({ usageKey }) => usageKey ?? ''),
      ),
    };
  }
  const [metric = '', service = ''] = (view.usageKey ?? '').split('/').reverse();
  return { view, service, metric };
}

/** All limits on the metric of that name; none where it is no metric, or several. */
export async function limitsNamed(account: AccountSession, name: string): Promise<readonly Standing[]> {
  const match = await matchMetric(account, name);
  return 'refused' in match ? [] : limitsOf(account, match);
}

/** All limits on one metric: the plan's, and marks of a person's own. */
export async function limitsOf(
  account: AccountSession,
  { view, service, metric }: NamedMetric,
): Promise<readonly Standing[]> {
  const { list } = await account.ask(readStandings);
  return list.filter(
    (one) =>
      one.scope.kind !== 'everything' &&
      one.scope.connectionId === view.connectionId &&
      one.service === service &&
      one.metric === metric,
  );
}
