import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_FILE, SUMMARY_SUFFIX } from '#main/files/data-folder';
import { formatInstant } from '#shared/core/calendar/calendar';
import { NOW, withFolder } from '../store/bench-file';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import { count, fill, LARGE, SERIES } from '../store/range-bench';

const TIMES = 9;

/** The terminal and what it serves over a file of years, each in a process of its own. */
export function runTerminalBench(): Promise<BenchRow[]> {
  return withFolder(async (folder) => {
    await fill(join(folder, OWN_FILE), SERIES);
    const { HEADROOM_BENCH_ROOT: root = '' } = process.env;
    const cli = join(root, 'out', 'main', 'cli.js');
    const env = { ...process.env, HEADROOM_NOW: formatInstant(NOW), CRON_SECRET: 'of-the-bench' };
    const run = (...args: readonly string[]) => {
      const { status, stdout } = spawnSync(process.execPath, [cli, ...args, '--data-dir', folder], { env });
      return { status, bytes: stdout.length };
    };
    // What a computer has that runs: a cycle was there, and its forecasts are kept.
    run('collect');
    const starts: number[] = [];
    const summaries: number[] = [];
    const anew: number[] = [];
    const summarize = () =>
      timed(() => {
        const { status, bytes } = run('summary');
        if (status !== 0 || bytes < SERIES * 20) throw new Error(`summary ended with ${status} after ${bytes} bytes.`);
      });
    for (let at = 0; at < TIMES; at += 1) {
      starts.push(await timed(() => run('--version')));
      rmSync(join(folder, `${OWN_FILE}${SUMMARY_SUFFIX}`), { force: true });
      anew.push(await summarize());
      summaries.push(await summarize());
    }
    const pages = await metricsTimes([cli, 'serve', '--json', '--port', '0', '--data-dir', folder], env);
    const [start, summary, first, page] = [starts, summaries, anew, pages].map((times) => quantile(times, 0.5)) as [
      number,
      number,
      number,
      number,
    ];
    const size = `${count(LARGE)} samples, ${SERIES} series`;
    return [
      {
        name: 'headroom summary, from the start of its process',
        goal: '<= 300 ms',
        measured: `${summary.toFixed(0)} ms`,
        ok: summary <= 300,
        note: `${size}; fastest of ${TIMES}: ${Math.min(...summaries).toFixed(0)} ms; headroom --version beside it ${start.toFixed(0)} ms`,
      },
      {
        name: 'the first one after another command or the window wrote',
        goal: '',
        measured: `${first.toFixed(0)} ms`,
        ok: true,
        note: `worked out from the file; fastest of ${TIMES}: ${Math.min(...anew).toFixed(0)} ms; collect does it beforehand`,
      },
      {
        name: `/metrics of ${SERIES} series`,
        goal: '<= 20 ms',
        measured: `${page.toFixed(1)} ms`,
        ok: page <= 20,
        note: `${size}; fastest of ${pages.length}: ${Math.min(...pages).toFixed(1)} ms`,
      },
    ];
  });
}

/** How long a scrape takes, once what it reads was worked out for the first. */
async function metricsTimes(args: readonly string[], env: NodeJS.ProcessEnv): Promise<readonly number[]> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [line] = await once(child.stdout, 'data');
    const { url } = JSON.parse(String(line)) as { url: string };
    const scrape = async () => (await fetch(`${url}/metrics`)).text();
    await scrape();
    const times: number[] = [];
    for (let at = 0; at < 5 * TIMES; at += 1) {
      times.push(await timed(scrape));
    }
    return times;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}
