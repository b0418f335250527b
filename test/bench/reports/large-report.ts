import { reportAsHtml } from '#shared/core/reports/html';
import { REPORT_SECTIONS } from '#shared/domain/report';
import { reportOf } from '#shared/words/report/report';
import { aLimitChart, aReportGround } from '../../fixtures/a-report-ground';
import { aStanding } from '../../fixtures/a-standing';

export const SERIES = 30;
export const DAYS = 90;

/** What a report is made of that has all that it can have of so many limits that press: a row, a chart over ninety days, a fan. */
export function largeReportGround() {
  const standings = Array.from({ length: SERIES }, (_, at) =>
    aStanding({ key: `redis-${at}/VERCEL_KV/STORAGE_MB`, title: `Redis storage ${at}`, used: 20 + at / 10 }),
  );
  return aReportGround(standings, { charts: standings.map((standing) => aLimitChart(standing, DAYS)) });
}

/** Its page. */
export function largeReportPage(ground = largeReportGround()): string {
  return reportAsHtml(reportOf(ground, { madeAtText: '18 Nov 2026, 10:46 UTC', sections: REPORT_SECTIONS }));
}
