import { readOverview } from '#main/queries/home/overview';
import { readMetricViews } from '#main/queries/standings/metric-view';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { usageCsv } from '#main/queries/usage/usage-csv';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

/** As many points as a year of days and a month of hours have. */
const CSV_POINTS = 2_000;

export function usageHandlers(session: WindowSession, files: ExportedFiles): HandlersOf<'overview' | 'usage'> {
  const interval = () => session.current.scheduler.intervalMinutes;
  return {
    'overview:get': async () => succeed(await session.current.ask(readOverview, session.current.schedulerState())),
    'usage:list': async () => succeed([...(await session.current.ask(readMetricViews, interval()))]),
    'usage:chart': (question) => session.current.ask(readUsageChart, question, interval()),
    'usage:export-csv': async ({ key, range }) => {
      const chart = await session.current.ask(readUsageChart, { key, range, points: CSV_POINTS }, interval());
      if (!chart.ok) {
        return chart;
      }
      return files.save(saveRequest(chart.value.metric.title, 'CSV'), () => usageCsv(chart.value));
    },
    'usage:export-png': ({ title, png }) => files.save(saveRequest(title, 'PNG'), () => png),
  };
}

/** `headroom-redis-storage.csv`: only letters and digits of the title come into the name of the file. */
function saveRequest(title: string, kind: 'CSV' | 'PNG') {
  const extension = kind.toLowerCase();
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return {
    title: `Save ${title} as ${kind}`,
    defaultName: `headroom-${name}.${extension}`,
    filters: [{ name: kind, extensions: [extension] }],
  };
}
