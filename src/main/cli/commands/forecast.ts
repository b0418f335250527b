import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '#main/clock';
import type { AccountSession } from '#main/session/account-session';
import { type FileForecast, forecastFile } from '#shared/core/forecasting/forecast-series-file';
import type { Standing } from '#shared/domain/standing';
import { formatDays, formatDaysRange } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import { oneLine } from '#shared/format/plain-text';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import { FORECAST_FILE_HAS_NO_RISK, FORECAST_INPUT_ONCE, FORECAST_OWN_LIMIT } from '#shared/words/terminal';
import { withData, withRiskOptions } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { limitsNamed } from '../find-metric';
import { print, printJsonText, table, tell } from '../output';
import type { RiskOptions } from '../place';
import { answerRisk, type RiskAnswer } from '../risk-answer';
import { canBeMetric, type StoredForecast, storedForecast } from '../stored-forecast';
import { drawAgain } from '../until-interrupted';

interface ForecastOptions extends RiskOptions {
  readonly limit?: number;
  readonly horizon?: number;
}

type NamedForecast = (FileForecast | StoredForecast) & { readonly file: string };

export function addForecast(program: Command, finish: Finish): void {
  withRiskOptions(
    withData(
      program
        .command('forecast')
        .description(
          'forecast a stored metric, or any series: CSV files with a header "t,value" ("-" is standard input)',
        )
        .argument(
          '<file...>',
          'files to forecast; where there is no such file, a metric as "headroom summary" names it',
        )
        .option('--limit <value>', 'say when the values of a file reach this', parseNumber)
        .option(
          '--horizon <steps>',
          'steps ahead (default: 30 for days, 72 for hours; 30 days for a limit)',
          parseSteps,
        )
        .option('--json', 'one JSON line a file, in order'),
      [
        'headroom forecast VERCEL_KV_STORAGE_MB',
        'headroom forecast signups.csv --limit 1000',
        'headroom forecast --json --horizon 14 signups.csv orders.csv',
        'headroom forecast VERCEL_KV_STORAGE_MB --exit-code || echo "look at it"',
      ],
    ),
  )
    .addHelpText(
      'after',
      '\nFiles need no data folder. Ends with 1 when nothing of it could be forecast, 2 on wrong use.',
    )
    .action(async (names: readonly string[], options: ForecastOptions) => {
      const wrong = wrongTogether(names, options);
      if (wrong !== null) {
        tell(wrong);
        return finish(EXIT.wrongUse);
      }
      finish(
        names.some(isMetric)
          ? await answerRisk(options, ({ account }) => forecastAll(names, options, account))
          : await drawAgain(options.watch, systemClock, async () => (await forecastAll(names, options, null)).code),
      );
    });
}

/** Why what was asked does not go together; null where it does. */
function wrongTogether(names: readonly string[], { limit, exitCode, watch }: ForecastOptions): string | null {
  if (limit !== undefined && names.some(isMetric)) {
    return FORECAST_OWN_LIMIT;
  }
  if (exitCode === true && !names.every(isMetric)) {
    return FORECAST_FILE_HAS_NO_RISK;
  }
  return watch !== undefined && names.includes('-') ? FORECAST_INPUT_ONCE : null;
}

/** A file goes first: what is forecast today stays so whatever is collected tomorrow. */
function isMetric(name: string): boolean {
  return canBeMetric(name) && !existsSync(name);
}

/** `account` is there where one of the names is a metric's. */
async function forecastAll(
  names: readonly string[],
  options: ForecastOptions,
  account: AccountSession | null,
): Promise<RiskAnswer> {
  let refused = 0;
  const told: Standing[] = [];
  for (const file of names) {
    const made =
      account !== null && isMetric(file)
        ? await storedForecast(account, file, options.horizon)
        : await forecastOf(file, options);
    if (account !== null && options.exitCode === true) {
      told.push(...(await limitsNamed(account, file)));
    }
    const forecast = { file, ...made };
    refused += forecast.refused === null ? 0 : 1;
    if (options.json) {
      printJsonText(JSON.stringify(forecast, withoutLastDigits));
    } else {
      print(asText(forecast, options.horizon));
    }
  }
  return { code: refused === names.length ? EXIT.failure : EXIT.fine, told };
}

async function forecastOf(file: string, options: ForecastOptions): Promise<FileForecast> {
  try {
    return forecastFile(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'), options);
  } catch (error) {
    return { steps: [], limit: null, changePoints: [], refused: whyUnreadable(error) };
  }
}

/** Throws what is no failure of the file system again: it is a mistake of Headroom's own. */
function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  switch (code) {
    case null:
      throw error;
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file.';
    case 'EISDIR':
      return 'This is a folder, not a file.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read. Check its rights.';
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'The file is too large to be a series.';
    default:
      return `The file cannot be read (${code}).`;
  }
}

const SHOWN_DIGITS = 12;

/** A constant series comes back from the engine's scale as 11.999999999999998: 12 is meant. */
function withoutLastDigits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(SHOWN_DIGITS)) : value;
}

function asText(forecast: NamedForecast, horizon?: number): string {
  if (forecast.refused !== null) {
    return `${oneLine(`${forecast.file}: no forecast. ${forecast.refused}`)}\n`;
  }
  const stored = 'unit' in forecast ? forecast : null;
  const figure = (value: number) => (stored === null ? formatNumber(value) : formatQuantity(value, stored.unit));
  const rows = forecast.steps.map((step) => [
    step.t,
    figure(step.q50),
    `${figure(step.q10)} to ${figure(step.q90)}`,
    `${figure(step.q025)} to ${figure(step.q975)}`,
  ]);
  return [
    oneLine(stored?.title ?? forecast.file),
    // What Headroom watches has the days of its limit from its own outlook, whatever is shown of the steps.
    limitSentence(forecast.limit, figure, stored === null ? horizon : undefined),
    ...forecast.changePoints.map(({ t, change }) => `Changed on ${t} by ${formatNumber(change)} a step.`),
    table(['When', 'Expected', '8 of 10 cases', '95 of 100 cases'], rows, [1, 2, 3]),
    '',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function limitSentence(
  limit: FileForecast['limit'],
  figure: (value: number) => string,
  horizon?: number,
): string | null {
  if (limit === null) {
    return null;
  }
  const { value, days, probability } = limit;
  if (days.q50 !== null && days.q50 <= 0) {
    return `The limit of ${figure(value)} has been reached.`;
  }
  const beyond = horizon === undefined ? 'is not in sight' : `is likely not reached within ${horizon} steps`;
  const when = days.q50 === null ? beyond : `is reached in ${formatDays(days.q50)}`;
  const range = days.q50 === null ? '' : ` (${formatDaysRange(days.q10, days.q90)} in 8 of 10 cases)`;
  const { within7, within30 } = probability;
  const chances = `${formatProbability(within7)} within 7 days, ${formatProbability(within30)} within 30 days`;
  return `The limit of ${figure(value)} ${when}${range}: ${chances}.`;
}

function parseNumber(raw: string): number {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) {
    throw new InvalidArgumentError('A limit is a number.');
  }
  return value;
}

function parseSteps(raw: string): number {
  const steps = Number(raw);
  if (!Number.isInteger(steps) || steps < 1 || steps > 366) {
    throw new InvalidArgumentError('A horizon is a whole number of steps from 1 to 366.');
  }
  return steps;
}
