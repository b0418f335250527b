import { statSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock, systemClock } from '#main/clock';
import { keepCharges } from '#main/collection/keep-charges';
import { createHttpClient } from '#main/http/client';
import type { ChargeBatch, CollectionContext } from '#main/providers/monitor';
import { createChargeReader } from '#main/providers/vercel/charge-reader';
import { CHARGES_SOURCE, readCharges } from '#main/providers/vercel/charges';
import { vercelApi } from '#main/providers/vercel/client';
import type { Charge } from '#shared/domain/charge';
import { DAY, type Period } from '#shared/domain/instant';
import { CONNECTION, NOW, openBenchStore, withFolder } from '../store/bench-file';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import type { SimulatorProcess } from './simulator-process';

/** About 100,000 charges of the scenario `large`. */
const DAYS = 183;
const ROUNDS = 3;
const BATCH = 2_000;
const GOAL_SECONDS = 4;
const GOAL_MEGABYTES = 150;
/** For the whole way and for reading alone, against `JSON.parse` of every line. */
const GOAL_TIMES = 8;
const GOAL_READING = 4;

const MEGABYTE = 1_000_000;

/** A stream of charges from request to file, and its parts each alone, beside `JSON.parse` of the same lines. */
export async function benchCharges(simulator: SimulatorProcess): Promise<BenchRow[]> {
  const http = createHttpClient({ clock: systemClock, userAgent: 'Headroom' });
  const range: Period = { start: NOW - DAYS * DAY - (NOW % DAY), end: NOW - (NOW % DAY) };
  const ask = (context: ChargeContext) => readCharges(vercelApi(context, http), context, range, NOW - 30 * DAY);

  // First of all, since the peak of a process is that of its whole life.
  const stored: Stored[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    stored.push(await withFolder((folder) => store(join(folder, 'headroom.db'), simulator, ask)));
  }
  const lines: string[] = [];
  const carried: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    lines.length = 0;
    carried.push(await timed(() => fetchLines(simulator, http, range, lines)));
  }
  const parsed = await median(() => {
    for (const line of lines) JSON.parse(line);
  });
  const charges: Charge[] = [];
  const read = await median(() => {
    charges.length = 0;
    const reader = createChargeReader('bench', NOW - 30 * DAY);
    for (const line of lines) {
      const charge = reader.read(line);
      if (charge !== null) charges.push(charge);
    }
  });
  const kept = await saveTime(charges);
  return rows({ stored, lines, carried: quantile(carried, 0.5), parsed, read, kept, charges });
}

type ChargeContext = Pick<CollectionContext, 'connection' | 'credentials' | 'clock' | 'onCharges'>;

interface Stored {
  readonly took: number;
  readonly processor: number;
  /** Bytes above what the process held before. */
  readonly peak: number;
  readonly again: number;
  readonly fileBytes: number;
}

async function store(
  file: string,
  simulator: SimulatorProcess,
  ask: (context: ChargeContext) => ReturnType<typeof readCharges>,
): Promise<Stored> {
  const opened = await openBenchStore(file);
  try {
    const [known] = await opened.connections.list();
    if (known === undefined) throw new Error('The benchmark has no connection.');
    const { url, token, teamId } = simulator.credentials.vercel;
    const connection = { ...known, settings: { baseUrl: url, teamId } };
    const clock = settableClock(NOW);
    const context: ChargeContext = {
      connection,
      credentials: { token },
      clock,
      onCharges: (batch: ChargeBatch) => keepCharges(opened, connection.id, batch),
    };
    const run = async () => {
      const answer = await ask(context);
      if (!answer.ok || answer.value.partly !== undefined) throw new Error('The charges did not come in full.');
    };
    const before = process.memoryUsage().rss;
    const worked = process.cpuUsage();
    const took = await timed(run);
    const { user, system } = process.cpuUsage(worked);
    const peak = process.resourceUsage().maxRSS * 1024 - before;
    clock.set(NOW + DAY);
    return { took, processor: (user + system) / 1000, peak, again: await timed(run), fileBytes: statSync(file).size };
  } finally {
    opened.close();
  }
}

/** Median of saving `charges` from memory, in batches as large as those of the stream. */
async function saveTime(charges: readonly Charge[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await withFolder(async (folder) => {
      const opened = await openBenchStore(join(folder, 'headroom.db'));
      times.push(
        await timed(async () => {
          for (let at = 0; at < charges.length; at += BATCH) {
            await opened.charges.save(CONNECTION, CHARGES_SOURCE, charges.slice(at, at + BATCH), NOW);
          }
        }),
      );
      opened.close();
    });
  }
  return quantile(times, 0.5);
}

async function fetchLines(
  { credentials }: SimulatorProcess,
  http: ReturnType<typeof createHttpClient>,
  range: Period,
  into: string[],
): Promise<void> {
  const { url, token, teamId } = credentials.vercel;
  const iso = (instant: number) => new Date(instant * 1000).toISOString();
  const answer = await http.lines(
    {
      url: `${url}/v1/billing/charges`,
      query: { from: iso(range.start), to: iso(range.end), teamId },
      headers: { authorization: `Bearer ${token}` },
    },
    (line) => {
      into.push(line);
    },
  );
  if (!answer.ok) throw new Error(answer.failure.message);
}

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(work));
  }
  return quantile(times, 0.5);
}

interface Figures {
  readonly stored: readonly Stored[];
  readonly lines: readonly string[];
  readonly carried: number;
  readonly parsed: number;
  readonly read: number;
  readonly kept: number;
  readonly charges: readonly Charge[];
}

function rows({ stored, lines, carried, parsed, read, kept, charges }: Figures): BenchRow[] {
  const took = quantile(
    stored.map((one) => one.took),
    0.5,
  );
  const processor = quantile(
    stored.map((one) => one.processor),
    0.5,
  );
  const again = quantile(
    stored.map((one) => one.again),
    0.5,
  );
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const peak = stored[0]?.peak ?? Number.NaN;
  const what = `${charges.length} charges, ${(bytes / MEGABYTE).toFixed(0)} MB of JSONL`;
  return [
    {
      name: 'charges from request to file',
      goal: `<= ${GOAL_SECONDS} s`,
      measured: seconds(took),
      ok: took <= GOAL_SECONDS * 1000,
      note: `${what}, sums by day included; ${seconds(processor)} of processor time; file ${((stored[0]?.fileBytes ?? 0) / MEGABYTE).toFixed(0)} MB`,
    },
    {
      name: 'the same charges asked for and kept again',
      goal: '',
      measured: seconds(again),
      ok: true,
      note: 'every row replaced',
    },
    {
      name: 'peak memory meanwhile, above idle',
      goal: `<= ${GOAL_MEGABYTES} MB`,
      measured: `${(peak / MEGABYTE).toFixed(0)} MB`,
      ok: peak <= GOAL_MEGABYTES * MEGABYTE,
      note: 'by the kernel, of the first of the rounds',
    },
    {
      name: 'charges from request to file, against JSON.parse of every line',
      goal: `<= ${GOAL_TIMES} times`,
      measured: times(took, parsed),
      ok: took <= GOAL_TIMES * parsed,
      note: `JSON.parse alone ${seconds(parsed)}; by processor time ${times(processor, parsed)}`,
    },
    {
      name: 'of it: parsed, checked, attributed',
      goal: `<= ${GOAL_READING} times`,
      measured: times(read, parsed),
      ok: read <= GOAL_READING * parsed,
      note: `${seconds(read)}, from lines in memory`,
    },
    {
      name: 'of it: the stream alone',
      goal: '',
      measured: seconds(carried),
      ok: true,
      note: 'simulator, gzip, HTTP and splitting into lines, nothing read',
    },
    {
      name: 'of it: stored, with sums by day',
      goal: '',
      measured: seconds(kept),
      ok: true,
      note: `${times(kept, parsed)} JSON.parse; from charges in memory, waiting for the disk included`,
    },
  ];
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const times = (one: number, other: number): string => `${(one / other).toFixed(1)} times`;
