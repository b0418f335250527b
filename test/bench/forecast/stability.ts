import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { limitQueue } from '#shared/core/forecasting/queue';
import { type Verdict, verdictOf } from '#shared/core/forecasting/verdict';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';
import { originsOf } from './origins';
import type { BenchSeries } from './series';

const CYCLE = 15 * MINUTE;
const CYCLES = 4;

/** Verdicts over all daily series at once, and how many changed on the same data within the next hour. */
export function verdictFlips(all: readonly BenchSeries[]): { readonly verdicts: number; readonly flips: number } {
  const daily = all.filter((series) => series.step === 'day').map((series) => originsOf(series));
  let flips = 0;
  let verdicts = 0;
  for (let cut = 0; cut < 40; cut += 1) {
    let before: Verdict | undefined;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const candidates = daily.flatMap((origins) => {
        const origin = origins[cut];
        return origin === undefined ? [] : [candidateAt(origin, cycle * CYCLE)];
      });
      const verdict = verdictOf(limitQueue(candidates), candidates.length, before);
      if (before !== undefined) {
        verdicts += 1;
        flips += before.sentence === verdict.sentence ? 0 : 1;
      }
      before = verdict;
    }
  }
  return { verdicts, flips };
}

function candidateAt(origin: ReturnType<typeof originsOf>[number], late: number) {
  const { series, history } = origin;
  const end: Instant = series.start + origin.at * DAY;
  const level = series.kind === 'gauge';
  const points = Array.from(history, (value, i) => ({ t: end - (history.length - i) * DAY, value }));
  const highest = Math.max(...history.filter(Number.isFinite));
  const forecast = forecastAgainstLimit({
    kind: level ? 'gauge' : 'daily',
    points,
    zone: 'UTC',
    now: end + late,
    limit: { value: highest * (level ? 1.01 : 1.1), window: { kind: level ? 'level' : 'day' } },
  });
  return { id: series.name, title: series.name, forecast };
}
