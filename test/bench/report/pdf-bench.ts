import { terminalPress } from '#main/cli/press/terminal-press';
import { systemClock } from '#main/clock';
import { reportAsHtml } from '#shared/core/reports/html';
import { surroundings } from '../app/surroundings';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import { largeReport } from './large-report';

const TIMES = 5;
const GOAL_MS = 3000;
const never = new AbortController().signal;

/** A report of 90 days and 30 series as PDF, by a runtime that is started for it, as the terminal does. */
export async function runPdfBench(): Promise<BenchRow[]> {
  const { root, electron, runtime } = surroundings();
  const press = terminalPress(systemClock, {
    environment: electron,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    appFolder: root,
    ownRuntime: runtime,
  });
  const html = reportAsHtml(largeReport());
  const times: number[] = [];
  let bytes = 0;
  for (let at = 0; at < TIMES; at += 1) {
    times.push(
      await timed(async () => {
        const pdf = await press.print(html, 'A4', never);
        if (!pdf.ok) throw new Error(pdf.failure.message);
        bytes = pdf.value.length;
      }),
    );
  }
  const middle = quantile(times, 0.5);
  return [
    {
      name: 'a report as PDF, with the start of the runtime that prints it',
      goal: '<= 3 s',
      measured: `${(middle / 1000).toFixed(1)} s`,
      ok: middle <= GOAL_MS,
      note: `${kilobytes(html.length)} of HTML become ${kilobytes(bytes)}; fastest of ${TIMES}: ${(Math.min(...times) / 1000).toFixed(1)} s`,
    },
  ];
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
