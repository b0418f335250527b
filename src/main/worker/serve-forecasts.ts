import type { MessagePort } from 'node:worker_threads';
import { forecastModelFrom } from '#main/forecast-model/forecast-model';
import { type Forecaster, forecasterOver } from '#main/queries/usage/forecaster';
import { openReadStore } from '#main/store/open-read-store';
import { type ForecastAnswer, type ForecastQuestion, failureToTell } from './forecast-question';
import type { ThreadOrder } from './thread-order';

/** Answers questions one after the other, from a connection that cannot write. */
export function serveForecasts(port: MessagePort, order: Extract<ThreadOrder, { kind: 'forecasts' }>): void {
  const store = openReadStore(order.file);
  const forecaster = forecasterOver({ store, model: order.withModel ? forecastModelFrom(process.env) : null });
  let last = Promise.resolve();
  port.on('message', (question: ForecastQuestion) => {
    last = last.then(async () => port.postMessage(await answered(forecaster, question)));
  });
}

async function answered(forecaster: Forecaster, question: ForecastQuestion): Promise<ForecastAnswer> {
  const { id, ask, input } = question;
  try {
    const work = forecaster[ask] as (input: unknown) => Promise<unknown>;
    return { id, ok: true, value: await work(input) };
  } catch (error) {
    return { id, ok: false, failure: failureToTell(error) };
  }
}
