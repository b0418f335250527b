import type { ReadStore } from '#main/store/read-store';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { REPORT_SECTIONS } from '#shared/domain/report';
import type { ChannelOutput } from '#shared/ipc/contract';
import { SECTION_TITLES } from '#shared/words/report-choices';
import type { ReadParts } from '../read-parts';
import { monthTitle } from './month-title';
import type { ReportWish } from './report';
import { readReportAccount } from './report-account';

/** So far back a report can be asked for. */
const MOST_DAYS = 400;

/** What a report can be about: the running month, and every earlier one of which there is a reading. */
export async function readReportChoices(parts: ReadParts): Promise<ChannelOutput<'report:choices'>> {
  const { store, clock } = parts;
  const running = runningMonth(clock.now());
  const months = new Set([running, ...(await monthsWithReadings(store, clock.now()))]);
  return {
    account: (await readReportAccount(parts)) ?? '',
    months: [...months]
      .sort()
      .reverse()
      .map((month) => ({ month, title: monthTitle(dayStart(`${month}-01`, 'UTC')) })),
    sections: REPORT_SECTIONS.map((id) => ({ id, title: SECTION_TITLES[id] })),
  };
}

/** The month of a report as `readReport` takes it: the running one is none of the past. */
export function monthWish(month: string | null, now: number): Pick<ReportWish, 'month'> {
  return month === null || month === runningMonth(now) ? {} : { month };
}

/** Months of a report are those of the calendar in UTC. */
export function runningMonth(now: number): string {
  return dayOf(now, 'UTC').slice(0, 7);
}

async function monthsWithReadings(store: Pick<ReadStore, 'samples'>, now: number): Promise<readonly string[]> {
  const start = dayStart(addDays(dayOf(now, 'UTC'), -MOST_DAYS), 'UTC');
  const series = await store.samples.listSeries();
  const days = await store.samples.daysOf(series.map(({ id }) => ({ seriesId: id, range: { start, end: now } })));
  return [...new Set(days.flatMap((values) => values.map(({ t }) => dayOf(t, 'UTC').slice(0, 7))))];
}
