import { proveAnswer } from '#shared/core/proof/prove';

interface Row {
  readonly name: string;
  readonly goal: string;
  readonly measured: string;
  readonly ok: boolean;
  readonly note: string;
}

const GOAL_MS = 50;
const FIGURES = 2_000;
const CHARACTERS = 2_000;

/** The proof: how long an answer of 2,000 characters takes against 2,000 figures. */
export function runProofBench(): readonly Row[] {
  const rows = Array.from({ length: FIGURES / 4 }, (_, at) => ({
    title: `Metric ${at}`,
    unit: 'GB',
    used: 10 + at * 1.37,
    limit: 1_000,
    percent: (10 + at * 1.37) / 10,
    cost: at * 0.91,
    currency: 'USD',
    expectedAt: new Date(1_795_992_548_000 + at * 3_600_000).toISOString(),
  }));
  const documents = [{ id: 'limits', text: JSON.stringify(rows) }];
  const sentences = rows.map(
    ({ title, used, cost, percent }) =>
      `${title} is at ${used.toFixed(1)} of 1,000 GB, ${percent.toFixed(1)} %, and costs $${cost.toFixed(2)}. `,
  );
  const text = sentences.join('').slice(0, CHARACTERS);
  const invented = text.replace(/\d(?=\.\d)/g, '7');
  return [timed('a true answer', text), timed('an invented answer', invented)];

  function timed(name: string, answer: string): Row {
    const times: number[] = [];
    for (let run = 0; run < 15; run += 1) {
      const start = process.cpuUsage();
      proveAnswer(answer, { documents }, { now: 1_795_992_548, zone: 'Europe/Berlin' });
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    const median = times.sort((a, b) => a - b)[7] ?? 0;
    return {
      name: `${name}, ${CHARACTERS} characters against ${FIGURES} figures`,
      goal: `below ${GOAL_MS} ms`,
      measured: `${median.toFixed(1)} ms`,
      ok: median < GOAL_MS,
      note: 'processor time, median of 15; the evidence is read each time',
    };
  }
}
