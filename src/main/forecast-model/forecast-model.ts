import { createHash } from 'node:crypto';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { QuantileRow } from '#shared/core/forecasting/quantiles';
import { readModelAnswer, seriesTextOf } from '#shared/core/forecasting/user-model';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Zone } from '#shared/domain/instant';
import type { AskModel } from './ask-model';
import { askCommand } from './command-model';

/** A model that the user brings: it forecasts a series of days that is handed over to it. */
export interface ForecastModel {
  /** Tells one model from another without telling what was written; a changed one begins a record of its own. */
  readonly id: string;
  /** Quantile rows of the `horizon` days after the last one. Fails where it does not answer, or not as it should. */
  forecast(days: readonly Point[], zone: Zone, horizon: number): Promise<Result<readonly QuantileRow[]>>;
}

/** Either a local address (`http://127.0.0.1:8000/forecast`) or a program with its arguments, split at spaces. */
export const MODEL_VARIABLE = 'HEADROOM_FORECAST_MODEL';

/** The model that the environment names, or null. An address that is not on this machine is refused when it is asked. */
export function forecastModelFrom(environment: Readonly<Record<string, string | undefined>>): ForecastModel | null {
  const named = environment[MODEL_VARIABLE]?.trim() ?? '';
  if (named === '') {
    return null;
  }
  const ask: AskModel = /^https?:/i.test(named) ? askServer(named) : askCommand(named.split(/\s+/));
  return modelThat(createHash('sha256').update(named).digest('hex').slice(0, 16), ask);
}

/** The HTTP client of the runtime takes longest of all to load: only who asks a server pays for it. */
function askServer(address: string): AskModel {
  return async (series, horizon) => (await import('./local-server-model')).askLocalServer(address)(series, horizon);
}

/** A model that is asked by `ask`. */
export function modelThat(id: string, ask: AskModel): ForecastModel {
  return {
    id,
    async forecast(days, zone, horizon) {
      try {
        const answer = readModelAnswer(await ask(seriesTextOf(days, zone), horizon), horizon);
        return typeof answer === 'string' ? fail(unusable(answer)) : succeed(answer);
      } catch (error) {
        return fail(unusable(error instanceof Error ? error.message : 'The model did not answer.'));
      }
    },
  };
}

function unusable(message: string) {
  return {
    code: 'bad-response' as const,
    message,
    action: `Check the model that ${MODEL_VARIABLE} names; until then Headroom's own forecast is shown.`,
    retryable: true,
  };
}
