import { accessSync, constants, statSync } from 'node:fs';
import { dayStart, isDay, parseInstant } from '#shared/core/calendar/calendar';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant, Zone } from '#shared/domain/instant';
import type { MetricSample, Sample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import { faultOfReading, type MayBeNegative, moneyMayBeNegative } from '../rollup/accept-sample';
import { SampleIntake } from '../rollup/sample-intake';
import { type CsvRow, csvShape, readCsvRows } from './csv-rows';
import { ROWS_PER_STEP, type Work } from './progress';

/** What the rows of the file belong to: a known series, or one that the first import makes. */
export type ImportTarget =
  | { readonly seriesId: number }
  | { readonly connectionId: string; readonly series: Omit<MetricSample, 'time' | 'value'> };

export interface ImportRequest {
  readonly file: string;
  readonly target: ImportTarget;
  /** Keeps the good rows though others were rejected; otherwise one bad row keeps all out. */
  readonly keepGood: boolean;
  /** Epoch seconds; a time after it is rejected. */
  readonly now: Instant;
  /** Whether this metric may be below zero; money alone by default. */
  readonly mayBeNegative?: boolean;
}

export interface RejectedRow {
  /** Counted from 1, with the header. */
  readonly line: number;
  readonly reason: string;
}

export interface ImportResult {
  readonly saved: number;
  readonly rejectedRows: number;
  /** The first of them; a million wrong rows are not listed one by one. */
  readonly rejected: readonly RejectedRow[];
}

/** How many rejected rows are named. */
const MOST_NAMED = 1_000;

/**
 * Reads a CSV of `time,value` into a series. Rows are checked one by one, and saved in small steps after
 * all were read: the same file again changes nothing, so that a stopped or failed import may be repeated.
 * Fails with `invalid-input` for a wrong header or a file that cannot be read, `not-found` for an unknown series or connection.
 */
export async function* importCsv(sqlite: SqliteDatabase, request: ImportRequest): Work<Result<ImportResult>> {
  if (!isReadable(request.file)) {
    return fail(UNREADABLE);
  }
  const shape = await csvShape(request.file);
  if (shape === null) {
    return fail(WRONG_HEADER);
  }
  const mayBeNegative: MayBeNegative =
    request.mayBeNegative === undefined ? moneyMayBeNegative : () => request.mayBeNegative === true;
  const intake = new SampleIntake(sqlite, mayBeNegative);
  const target = resolveTarget(sqlite, intake, request.target);
  if (target === null) {
    return fail(NO_TARGET);
  }
  const reader = new RowReader(target.series, request.now, mayBeNegative(target.series));
  for await (const row of readCsvRows(request.file, shape)) {
    reader.take(row);
    if (reader.rows % ROWS_PER_STEP === 0) {
      yield { done: reader.rows, total: null, unit: 'rows read' };
    }
  }
  const { accepted, rejected } = reader;
  if (reader.rejectedRows > 0 && !request.keepGood) {
    return succeed({ saved: 0, rejectedRows: reader.rejectedRows, rejected });
  }
  accepted.sort((a, b) => a.time - b.time);
  let saved = 0;
  for (let start = 0; start < accepted.length; start += ROWS_PER_STEP) {
    const batch = accepted.slice(start, start + ROWS_PER_STEP);
    const samples = batch.map(({ time, value }) => ({ ...target.series, time, value }));
    const result = intake.save(target.connectionId, samples, request.now);
    saved += result.saved;
    for (const { sample, reason } of result.rejected) {
      reader.reject(reader.lineOf(sample.time), reason);
    }
    yield { done: saved, total: accepted.length, unit: 'samples' };
  }
  return succeed({ saved, rejectedRows: reader.rejectedRows, rejected });
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

type Template = Omit<MetricSample, 'time' | 'value'>;

function resolveTarget(
  sqlite: SqliteDatabase,
  intake: SampleIntake,
  target: ImportTarget,
): { connectionId: string; series: Template } | null {
  if ('seriesId' in target) {
    const series = intake.catalog.find(target.seriesId);
    if (series === null) {
      return null;
    }
    const { connectionId, service, metric, projectId, kind, unit, zone, source } = series;
    return { connectionId, series: { service, metric, projectId, kind, unit, zone, source } };
  }
  const found = sqlite.prepare<[string]>('SELECT 1 FROM connection WHERE id = ?').get(target.connectionId);
  return found === undefined ? null : { connectionId: target.connectionId, series: target.series };
}

/** Sorts the rows of a file into samples and rejections. */
class RowReader {
  readonly accepted: Sample[] = [];
  readonly rejected: RejectedRow[] = [];
  rejectedRows = 0;
  rows = 0;
  private readonly lines = new Map<Instant, number>();

  constructor(
    private readonly series: Template,
    private readonly now: Instant,
    private readonly mayBeNegative: boolean,
  ) {}

  take(row: CsvRow): void {
    this.rows += 1;
    if ('fault' in row) {
      this.reject(row.line, row.fault);
      return;
    }
    const time = readTime(row.time, this.series.zone);
    const value = readValue(row.value);
    if ('fault' in time) {
      this.reject(row.line, time.fault);
    } else if ('fault' in value) {
      this.reject(row.line, value.fault);
    } else {
      this.check(row.line, time.value, value.value);
    }
  }

  reject(line: number, reason: string): void {
    this.rejectedRows += 1;
    if (this.rejected.length < MOST_NAMED) {
      this.rejected.push({ line, reason });
    }
  }

  lineOf(time: Instant): number {
    return this.lines.get(time) ?? 0;
  }

  private check(line: number, time: Instant, value: number): void {
    const fault = faultOfReading(time, value, this.now, this.mayBeNegative);
    const earlier = this.lines.get(time);
    if (fault !== null) {
      this.reject(line, fault);
    } else if (earlier !== undefined) {
      this.reject(line, `the time is that of line ${earlier} already`);
    } else {
      this.lines.set(time, line);
      this.accepted.push({ time, value });
    }
  }
}

const WRONG_HEADER: Failure = {
  code: 'invalid-input',
  message: 'Line 1 is not the header "time,value".',
  action: 'Give the file two columns with the header time,value: epoch seconds or ISO 8601, and a number.',
  retryable: false,
};

const UNREADABLE: Failure = {
  code: 'invalid-input',
  message: 'The CSV file does not exist or cannot be read.',
  action: 'Check its path and that your user may read it.',
  retryable: false,
};

const NO_TARGET: Failure = {
  code: 'not-found',
  message: 'The series or connection to import into does not exist.',
  action: 'Choose one of the series that are listed, or connect an account first.',
  retryable: false,
};

/** Above this a number of seconds lies past the year 5000: it is meant as milliseconds. */
const MOST_SECONDS = 100_000_000_000;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value that was read, or why it could not be, as a clause for a person. */
type Reading<T> = { readonly value: T } | { readonly fault: string };

/** Reads a time: whole epoch seconds, ISO 8601 with an offset, or a day, which means its start in `zone`. */
function readTime(text: string, zone: Zone): Reading<Instant> {
  if (/^\d+$/.test(text)) {
    const seconds = Number(text);
    return seconds < MOST_SECONDS
      ? { value: seconds }
      : { fault: `the time ${text} looks like milliseconds: give epoch seconds or ISO 8601` };
  }
  if (isDay(text)) {
    return { value: dayStart(text, zone) };
  }
  const instant = parseInstant(text);
  return instant === null
    ? { fault: `the time ${JSON.stringify(text)} is neither epoch seconds nor ISO 8601 with an offset` }
    : { value: instant };
}

/** Reads a number with a decimal point. NaN and infinity in words are none. */
function readValue(text: string): Reading<number> {
  if (!NUMBER.test(text)) {
    return {
      fault: /^[+-]?\d+,\d+$/.test(text)
        ? `the value ${JSON.stringify(text)} has a decimal comma: use a point`
        : `the value ${JSON.stringify(text)} is not a number`,
    };
  }
  const value = Number(text);
  return Number.isFinite(value) ? { value } : { fault: `the value ${text} is too large` };
}
