import { reportAsHtml } from '#shared/core/reports/html';
import { REPORT_SECTIONS } from '#shared/domain/report';
import { reportOf } from '#shared/words/report/report';
import { aReportGround, aLimitChart } from '../../fixtures/a-report-ground';
import { aStanding } from '../../fixtures/a-standing';
import { type BenchRow, quantile, timed } from '../store/bench-row';

const SERIES = 30;
const DAYS = 90;
const TIMES = 9;
const MOST_MS = 1_000;
const MOST_KB = 150;

/** The page with all that it can have of so many limits that press: a row, a chart over ninety days, and a fan. */
export async function runReportsBench(): Promise<BenchRow[]> {
  const standings = Array.from({ length: SERIES }, (_, at) =>
    aStanding({ key: `redis-${at}/VERCEL_KV/STORAGE_MB`, title: `Redis storage ${at}`, used: 20 + at / 10 }),
  );
  const charts = standings.map((standing) => aLimitChart(standing, DAYS));
  const ground = aReportGround(standings, { charts });
  const times: number[] = [];
  let bytes = 0;
  for (let at = 0; at < TIMES; at += 1) {
    times.push(
      await timed(() => {
        const made = reportOf(ground, { madeAtText: '18 Nov 2026, 10:46 UTC', sections: REPORT_SECTIONS });
        bytes = Buffer.byteLength(reportAsHtml(made));
      }),
    );
  }
  const [took, size] = [quantile(times, 0.5), bytes / 1000];
  const note = `${SERIES} limits, ${DAYS} days each; the first one ${(times[0] ?? 0).toFixed(0)} ms`;
  return [
    { name: 'HTML report', goal: '<= 1 s', measured: `${took.toFixed(0)} ms`, ok: took <= MOST_MS, note },
    { name: 'its size', goal: '<= 150 kB', measured: `${size.toFixed(0)} kB`, ok: size <= MOST_KB, note },
  ];
}
