import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedDesk } from '../../integration/assistant/asked-desk';
import { startStandIn } from '../../integration/assistant/stand-in';
import { NOW } from '../../integration/collection/monitored';
import { openFilledSample } from '../../integration/collection/sample';
import { type BenchRow, quantile, timed } from '../store/bench-row';

const TIMES = 15;
const GOAL_MS = 300;
const TEXT = 'Redis storage is at 85 % of its limit. Nothing else presses. ';

/** How much later than the stand-in itself Ask shows its first words, on the sample account. */
export async function runAssistantBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-ask-'));
  const account = await openFilledSample(folder, NOW);
  const standIn = await startStandIn();
  try {
    const { desk } = await askedDesk(account, { address: standIn.url });
    const ours: number[] = [];
    const own: number[] = [];
    for (let at = 0; at <= TIMES; at += 1) {
      standIn.answer({ text: TEXT });
      const started = performance.now();
      let first = Number.NaN;
      await desk.ask({ id: `a${at}`, conversation: `c${at}`, question: 'What presses?' }, ({ sentences }) => {
        if (Number.isNaN(first) && sentences.length > 0) first = performance.now() - started;
      });
      const alone = await timed(async () => {
        const answer = await fetch(`${standIn.url}/chat/completions`, { method: 'POST', body: '{}' });
        await answer.body?.getReader().read();
      });
      // The first question loads the library.
      if (at > 0) {
        ours.push(first);
        own.push(alone);
      }
    }
    const more = (quantile(ours, 0.9) ?? Number.NaN) - (quantile(own, 0.5) ?? 0);
    return [
      {
        name: 'first words of Ask above the stand-in, p90',
        goal: `${GOAL_MS} ms`,
        measured: `${more.toFixed(0)} ms`,
        ok: more <= GOAL_MS,
        note: `${TIMES} questions without a tool; the stand-in alone ${(quantile(own, 0.5) ?? 0).toFixed(0)} ms`,
      },
    ];
  } finally {
    await standIn.close();
    await account.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
