import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError } from 'commander';
import { type FileForecast, forecastFile } from '#shared/core/forecasting/forecast-series-file';
import { formatDays, formatDaysRange } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import { oneLine } from '#shared/format/plain-text';
import { formatNumber } from '#shared/format/quantity';
import { examplesText } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { print, printJsonText, table } from '../output';

interface ForecastOptions {
  readonly limit?: number;
  readonly horizon?: number;
  readonly json?: boolean;
}

type NamedForecast = FileForecast & { readonly file: string };

export function addForecast(program: Command, finish: Finish): void {
  program
    .command('forecast')
    .description('forecast any series: CSV files with a header "t,value" ("-" is standard input)')
    .argument('<file...>', 'files to forecast')
    .option('--limit <value>', 'say when the value reaches this', parseNumber)
    .option('--horizon <steps>', 'steps ahead (default: 30 for days, 72 for hours; 30 days for a limit)', parseSteps)
    .option('--json', 'one JSON line a file, in order')
    .addHelpText(
      'after',
      examplesText([
        'headroom forecast signups.csv --limit 1000',
        'headroom forecast --json --horizon 14 signups.csv orders.csv',
      ]),
    )
    .addHelpText('after', '\nNeeds no data folder. Ends with 1 when no file could be forecast, 2 on wrong use.')
    .exitOverride()
    .action(async (files: readonly string[], options: ForecastOptions) => {
      let refused = 0;
      for (const file of files) {
        const forecast = { file, ...(await forecastOf(file, options)) };
        refused += forecast.refused === null ? 0 : 1;
        if (options.json) {
          printJsonText(JSON.stringify(forecast, withoutLastDigits));
        } else {
          print(asText(forecast, options.horizon));
        }
      }
      finish(refused === files.length ? EXIT.failure : EXIT.fine);
    });
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
  const rows = forecast.steps.map((step) => [
    step.t,
    formatNumber(step.q50),
    `${formatNumber(step.q10)} to ${formatNumber(step.q90)}`,
    `${formatNumber(step.q025)} to ${formatNumber(step.q975)}`,
  ]);
  return [
    oneLine(forecast.file),
    limitSentence(forecast.limit, horizon),
    ...forecast.changePoints.map(({ t, change }) => `Changed on ${t} by ${formatNumber(change)} a step.`),
    table(['When', 'Expected', '8 of 10 cases', '95 of 100 cases'], rows, [1, 2, 3]),
    '',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function limitSentence(limit: FileForecast['limit'], horizon?: number): string | null {
  if (limit === null) {
    return null;
  }
  const { value, days, probability } = limit;
  if (days.q50 !== null && days.q50 <= 0) {
    return `The limit of ${formatNumber(value)} has been reached.`;
  }
  const beyond = horizon === undefined ? 'is not in sight' : `is likely not reached within ${horizon} steps`;
  const when = days.q50 === null ? beyond : `is reached in ${formatDays(days.q50)}`;
  const range = days.q50 === null ? '' : ` (${formatDaysRange(days.q10, days.q90)} in 8 of 10 cases)`;
  const { within7, within30 } = probability;
  const chances = `${formatProbability(within7)} within 7 days, ${formatProbability(within30)} within 30 days`;
  return `The limit of ${formatNumber(value)} ${when}${range}: ${chances}.`;
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
