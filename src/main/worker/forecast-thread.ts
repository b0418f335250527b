import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '#main/clock';
import type { Forecaster } from '#main/queries/usage/forecaster';
import type { Failure } from '#shared/domain/failure';
import type { ForecastAnswer, ForecastQuestion } from './forecast-question';
import { BROKEN, CANCELLED } from './job';
import type { ThreadOrder } from './thread-order';

/** A forecaster in a thread of its own. */
export interface ForecastThread extends Forecaster {
  /** Ends the thread, whatever it is at; what is open is rejected as `cancelled`. Harmless twice. */
  close(): Promise<void>;
}

export interface ForecastThreadOptions {
  /** The built `worker/index.ts`. */
  readonly entry: URL;
  /** The database, which the thread opens for itself and only reads. */
  readonly file: string;
  readonly clock: Pick<Clock, 'after'>;
  /** Whether the model that the environment names takes part. */
  readonly withModel: boolean;
}

/** Milliseconds after which a thread that is asked nothing ends, with the memory that it holds. */
const IDLE_MS = 10_000;
/** How often a question is asked before it is given up: a thread may die of something else than of it. */
const MOST_TRIES = 2;

interface Open {
  readonly question: ForecastQuestion;
  tries: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** What could not be worked out, with the reason that is told. */
class ForecastError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/**
 * Starts its thread with the first question. Where that ends before it has answered, what is open is asked again in a
 * new one; nothing was lost, since the thread writes nothing. Rejects with the failure that the thread met, with
 * `internal` where it broke twice over a question, and with `cancelled` once it was closed.
 */
export function createForecastThread(options: ForecastThreadOptions): ForecastThread {
  const open = new Map<number, Open>();
  let thread: Worker | null = null;
  let idle: Timer | null = null;
  let isClosed = false;
  let lastId = 0;

  const start = (): Worker => {
    const { file, withModel } = options;
    const order: ThreadOrder = { kind: 'forecasts', file, withModel };
    const started = new Worker(options.entry, { workerData: order });
    started.on('message', (answer: ForecastAnswer) => settle(answer));
    // What it died of says nothing to a person; the exit that follows is dealt with.
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (thread === started) {
        thread = null;
        askAgain();
      }
    });
    return started;
  };

  const post = (one: Open): void => {
    one.tries += 1;
    thread ??= start();
    thread.postMessage(one.question);
  };

  const settle = (answer: ForecastAnswer): void => {
    const one = open.get(answer.id);
    open.delete(answer.id);
    if (answer.ok) {
      one?.resolve(answer.value);
    } else {
      one?.reject(new ForecastError(answer.failure));
    }
    if (open.size === 0) {
      idle?.cancel();
      idle = options.clock.after(IDLE_MS, () => void end());
    }
  };

  // Only the oldest may have been at work when the thread ended: the others were not to blame.
  const askAgain = (): void => {
    const [oldest] = open.values();
    if (oldest !== undefined && oldest.tries >= MOST_TRIES) {
      open.delete(oldest.question.id);
      oldest.reject(new ForecastError(BROKEN));
    }
    for (const one of open.values()) {
      one.tries = one === oldest ? one.tries : 0;
      post(one);
    }
  };

  const end = async (): Promise<void> => {
    idle?.cancel();
    idle = null;
    const ending = thread;
    thread = null;
    await ending?.terminate();
  };

  const ask = <Name extends keyof Forecaster>(
    name: Name,
    input: Parameters<Forecaster[Name]>[0],
  ): ReturnType<Forecaster[Name]> => {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (isClosed) {
        reject(new ForecastError(CANCELLED));
        return;
      }
      idle?.cancel();
      lastId += 1;
      const one: Open = { question: { id: lastId, ask: name, input } as ForecastQuestion, tries: 0, resolve, reject };
      open.set(lastId, one);
      post(one);
    });
    return answer as ReturnType<Forecaster[Name]>;
  };

  return {
    limitForecast: (question) => ask('limitForecast', question),
    dayForecasts: (question) => ask('dayForecasts', question),
    dayOutcomes: (question) => ask('dayOutcomes', question),
    drill: (question) => ask('drill', question),
    backTest: (question) => ask('backTest', question),
    async close() {
      isClosed = true;
      const ended = end();
      for (const { reject } of open.values()) {
        reject(new ForecastError(CANCELLED));
      }
      open.clear();
      await ended;
    },
  };
}
