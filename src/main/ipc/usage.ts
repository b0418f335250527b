import { writeFile } from 'node:fs/promises';
import type { AppSession } from '#main/app-session';
import { readMetricViews } from '#main/queries/metric-view';
import { readOverview } from '#main/queries/overview';
import { readUsageChart } from '#main/queries/usage-chart';
import { usageCsv } from '#main/queries/usage-csv';
import { fail, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';
import { writeFailure } from './write-failure';

/** As many points as a year of days and a month of hours have. */
const CSV_POINTS = 2_000;

export function usageHandlers(session: AppSession): HandlersOf<'overview' | 'usage'> {
  const interval = () => session.current.scheduler.intervalMinutes;
  return {
    'overview:get': async () => succeed(await readOverview(session.current.parts, session.current.schedulerState())),
    'usage:list': async () => succeed([...(await readMetricViews(session.current.parts, interval()))]),
    'usage:chart': (question) => readUsageChart(session.current.parts, question, interval()),
    'usage:export-csv': async ({ key, range }) => {
      const chart = await readUsageChart(session.current.parts, { key, range, points: CSV_POINTS }, interval());
      if (!chart.ok) {
        return chart;
      }
      const path = await session.options.ports.saveDialog.choose({
        title: `Save ${chart.value.metric.title} as CSV`,
        defaultName: `headroom-${chart.value.metric.title.toLowerCase().replaceAll(' ', '-')}.csv`,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      if (path === null) {
        return succeed(null);
      }
      try {
        await writeFile(path, usageCsv(chart.value), 'utf8');
        return succeed({ path });
      } catch (error) {
        return fail(writeFailure(error, path));
      }
    },
  };
}
