import { type BenchRow, quantile, timed } from '../store/bench-row';
import { DAYS, largeReportGround, largeReportPage, SERIES } from './large-report';

const TIMES = 9;
const MOST_MS = 1_000;
const MOST_KB = 150;

/** How long the page of a large report takes, and how large it is. */
export async function runReportsBench(): Promise<BenchRow[]> {
  const ground = largeReportGround();
  const times: number[] = [];
  let bytes = 0;
  for (let at = 0; at < TIMES; at += 1) {
    times.push(
      await timed(() => {
        bytes = Buffer.byteLength(largeReportPage(ground));
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
