import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { expectationOf } from '#shared/core/standing/expected';
import { inOrder, type Ordered } from '#shared/core/standing/order';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';
import { originsOf } from './origins';
import type { BenchSeries } from './series';

const CYCLE = 15 * MINUTE;
const CYCLES = 4;

/** Past days at which the order of all limits is asked for. */
const CUTS = 40;

/**
 * The first of all limits at once, and how often it was another one on the same data within the next hour; `cuts` is at
 * how many past days it is asked.
 */
export function verdictFlips(
  all: readonly BenchSeries[],
  cuts = CUTS,
): { readonly verdicts: number; readonly flips: number } {
  const daily = all.filter((series) => series.step === 'day').map((series) => originsOf(series));
  let flips = 0;
  let verdicts = 0;
  for (let cut = 0; cut < cuts; cut += 1) {
    let before: readonly string[] | undefined;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const candidates = daily.flatMap((origins) => {
        const origin = origins[cut];
        return origin === undefined ? [] : [candidateAt(origin, cycle * CYCLE)];
      });
      const order = inOrder(candidates, before).map(({ key }) => key);
      if (before !== undefined) {
        verdicts += 1;
        flips += before[0] === order[0] ? 0 : 1;
      }
      before = order;
    }
  }
  return { verdicts, flips };
}

function candidateAt(origin: ReturnType<typeof originsOf>[number], late: number): Ordered {
  const { series, history } = origin;
  const end: Instant = series.start + origin.at * DAY;
  const level = series.kind === 'gauge';
  const points = Array.from(history, (value, i) => ({ t: end - (history.length - i) * DAY, value }));
  const highest = Math.max(...history.filter(Number.isFinite));
  const now = end + late;
  const limit = highest * (level ? 1.01 : 1.1);
  const { ahead } = forecastAgainstLimit({
    kind: level ? 'gauge' : 'daily',
    points,
    zone: 'UTC',
    now,
    limit: { value: limit, window: { kind: level ? 'level' : 'day' } },
  });
  const used = points.at(-1)?.value ?? 0;
  return {
    key: series.name,
    used,
    limit,
    percent: (100 * used) / limit,
    severity: 'calm',
    atLimit: 'reject',
    enforcing: null,
    reachedAt: null,
    warningPercent: 75,
    ...expectationOf({ ahead, limit, isReached: used >= limit, now, resetsAt: null }),
  };
}
