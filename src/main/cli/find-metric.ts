import { readMetricList } from '#main/queries/home/limit-views';
import type { AccountSession } from '#main/session/account-session';
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
  const list = await account.ask(readMetricList, account.scheduler.intervalMinutes);
  const found = list.filter(({ usageKey, summaryKey }) => usageKey !== null && [usageKey, summaryKey].includes(name));
  const [view] = found;
  if (view === undefined || found.length > 1) {
    tell(
      whichMetric(
        name,
        found.map(({ usageKey }) => usageKey ?? ''),
      ),
    );
    return null;
  }
  const [metric = '', service = ''] = (view.usageKey ?? '').split('/').reverse();
  return { view, service, metric };
}
