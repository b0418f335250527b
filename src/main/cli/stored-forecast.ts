import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { AccountSession } from '#main/session/account-session';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { FileForecast } from '#shared/core/forecasting/forecast-series-file';
import { FORECAST_NONE_YET } from '#shared/words/terminal';
import { matchMetric } from './find-metric';

/** The forecast of a file, of what Headroom itself reads: with what it is called and counted in. */
export interface StoredForecast extends FileForecast {
  readonly title: string;
  readonly unit: string;
}

/** `SERVICE_METRIC` as the summary names it, or `connection/service/metric`. */
const METRIC_NAME = /^([A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[^/.]+\/[^/]+\/[A-Z0-9_]+)$/;

/** Whether a name can be that of a metric at all. */
export function canBeMetric(name: string): boolean {
  return METRIC_NAME.test(name);
}

/**
 * The forecast of a stored metric: the one that summary, limits and report rest on, and the limit in force. `horizon`
 * cuts its steps. What has none says why in `refused`.
 */
export async function storedForecast(
  account: AccountSession,
  name: string,
  horizon?: number,
): Promise<FileForecast | StoredForecast> {
  const match = await matchMetric(account, name);
  if ('refused' in match) {
    return refusal(match.refused);
  }
  const question = { key: match.view.usageKey ?? '', range: '24h' as const, points: 2 };
  const chart = await account.ask(readUsageChart, question, account.scheduler.intervalMinutes);
  if (!chart.ok) {
    return refusal(`${chart.failure.message} ${chart.failure.action}`);
  }
  const { metric, path } = chart.value;
  const { title, connectionTitle, unit, limit, daysToLimit, within7, within30, forecastReason } = metric;
  if (path.length === 0) {
    return refusal(forecastReason || FORECAST_NONE_YET);
  }
  return {
    title: `${title}, ${connectionTitle}`,
    unit,
    steps: path.slice(0, horizon).map(({ t, ...quantiles }) => ({ t: formatInstant(t), ...quantiles })),
    limit:
      limit === null || daysToLimit === null || within7 === null || within30 === null
        ? null
        : { value: limit, days: daysToLimit, probability: { within7, within30 } },
    changePoints: [],
    refused: null,
  };
}

function refusal(refused: string): FileForecast {
  return { steps: [], limit: null, changePoints: [], refused };
}
