import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A series of the benchmark: equal steps, NaN for a gap. */
export interface BenchSeries {
  readonly name: string;
  readonly step: 'day' | 'hour';
  /** Word of `index.csv`: gauge, daily or counter-increment. */
  readonly kind: string;
  /** Start of the first step, epoch seconds. */
  readonly start: number;
  readonly values: Float64Array;
}

/** Reads `index.csv` of `folder` and every series that it names. */
export function loadSeries(folder: string): BenchSeries[] {
  const [, ...lines] = readFileSync(join(folder, 'index.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [file = '', step = '', kind = ''] = line.split(',');
    return { name: file.replace(/\.csv$/, ''), kind, ...read(join(folder, file), step === 'hour' ? 'hour' : 'day') };
  });
}

function read(path: string, step: 'day' | 'hour'): Pick<BenchSeries, 'step' | 'start' | 'values'> {
  const seconds = step === 'hour' ? 3_600 : 86_400;
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const points = lines.map((line) => {
    const [t = '', value = ''] = line.split(',');
    return { at: Date.parse(step === 'hour' ? t : `${t}T00:00Z`) / 1_000, value: Number(value) };
  });
  const start = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 0;
  const values = new Float64Array((last - start) / seconds + 1).fill(Number.NaN);
  for (const point of points) {
    values[(point.at - start) / seconds] = point.value;
  }
  return { step, start, values };
}
