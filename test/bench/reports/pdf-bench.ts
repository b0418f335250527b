import { terminalPress } from '#main/cli/press/terminal-press';
import { systemClock } from '#main/clock';
import { surroundings } from '../app/surroundings';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import { largeReportPage } from './large-report';

const TIMES = 5;
const MOST_MS = 3_000;
const never = new AbortController().signal;

/** The same page as PDF, by a runtime that is started for it, as the terminal does. */
export async function runPdfBench(): Promise<BenchRow[]> {
  const { root, electron, runtime } = surroundings();
  const press = terminalPress(systemClock, {
    environment: electron,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    appFolder: root,
    ownRuntime: runtime,
  });
  const html = largeReportPage();
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
  const fastest = Math.min(...times);
  return [
    {
      name: 'PDF report, from the start of the runtime that prints it',
      goal: '<= 3 s',
      measured: `${(middle / 1000).toFixed(1)} s`,
      ok: middle <= MOST_MS,
      note: `${kilobytes(html.length)} of HTML, ${kilobytes(bytes)} of PDF; fastest of ${TIMES}: ${(fastest / 1000).toFixed(1)} s`,
    },
  ];
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
