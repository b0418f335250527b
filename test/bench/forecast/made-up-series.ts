import type { BenchSeries } from './series';

/** 2024-01-01, a Monday, in epoch seconds. */
const START = 1_704_067_200;
const DAYS = 420;
const HOURS = 60 * 24;
const SEEDS = 3;

/**
 * Series that look like what a small web product has, several of each kind, the same in every run: kinds that public data
 * holds few of. No constant of the engine was chosen by them alone.
 */
export function madeUpSeries(): BenchSeries[] {
  return Object.entries(KINDS).flatMap(([name, { step, kind, make }]) =>
    Array.from({ length: SEEDS }, (_, seed): BenchSeries => {
      const values = make(chanceFrom(7_919 * (seed + 1) + name.length * 104_729));
      return { name: `${name}-${seed + 1}`, step, kind, start: START, values };
    }),
  );
}

interface Kind {
  readonly step: 'day' | 'hour';
  readonly kind: 'gauge' | 'daily' | 'counter-increment';
  readonly make: (chance: Chance) => Float64Array;
}

/** Numbers drawn from one seed. */
interface Chance {
  readonly uniform: () => number;
  readonly normal: () => number;
  /** A factor around one, its logarithm normal with this standard deviation. */
  readonly factor: (spread: number) => number;
  /** A whole number from `low` to `high`. */
  readonly between: (low: number, high: number) => number;
}

const KINDS: Record<string, Kind> = {
  'tokens-weekends-off': { step: 'day', kind: 'daily', make: tokensWithWeekendsOff },
  'storage-with-clean-ups': { step: 'day', kind: 'gauge', make: storageWithCleanUps },
  'requests-with-a-launch': { step: 'day', kind: 'daily', make: requestsWithALaunch },
  'migration-between-stores': { step: 'day', kind: 'gauge', make: migrationBetweenStores },
  'new-project': { step: 'day', kind: 'daily', make: newProject },
  'rows-in-batches': { step: 'day', kind: 'gauge', make: rowsInBatches },
  'cron-by-the-hour': { step: 'hour', kind: 'counter-increment', make: cronByTheHour },
  'office-hours': { step: 'hour', kind: 'counter-increment', make: officeHours },
  'line-of-hours': { step: 'hour', kind: 'counter-increment', make: lineOfHours },
  'queue-with-memory': { step: 'hour', kind: 'gauge', make: queueWithMemory },
};

/** A team that codes with a model: little on weekends, growth by the month, a heavy day now and then. */
function tokensWithWeekendsOff(chance: Chance): Float64Array {
  const growth = 0.002 + 0.003 * chance.uniform();
  let mood = 0;
  return series(DAYS, (day) => {
    mood = 0.8 * mood + 0.15 * chance.normal();
    const weekend = day % 7 >= 5 ? 0.08 : 1;
    const heavy = chance.uniform() < 0.03 ? 3 : 1;
    return 2e6 * Math.exp(growth * day + mood) * weekend * heavy * chance.factor(0.25);
  });
}

/** Files that are added every day, and removed in a clean-up every few weeks. */
function storageWithCleanUps(chance: Chance): Float64Array {
  let level = 4_000;
  let next = chance.between(15, 40);
  return series(DAYS, (day) => {
    level += 60 * chance.factor(0.5) * (day % 7 >= 5 ? 0.5 : 1);
    if (day >= next) {
      level *= 0.45 + 0.4 * chance.uniform();
      next = day + chance.between(15, 45);
    }
    return level;
  });
}

/** A quiet product, a launch that brings a multiple for some days, and a higher level that stays. */
function requestsWithALaunch(chance: Chance): Float64Array {
  const launches = [chance.between(100, 160), chance.between(230, 300), chance.between(330, 390)];
  return series(DAYS, (day) => {
    const after = launches.map((at) => day - at).filter((since) => since >= 0);
    const lasting = 1.6 ** after.length;
    const burst = after.reduce((sum, since) => sum + 6 * Math.exp(-since / 4), 0);
    const week = 1 + 0.25 * Math.sin((2 * Math.PI * day) / 7);
    return 3_000 * (lasting + burst) * week * chance.factor(0.12);
  });
}

/** One store is copied into another over a week or two: a level that jumps up, stays, and falls when the old one goes. */
function migrationBetweenStores(chance: Chance): Float64Array {
  const from = chance.between(120, 200);
  const takes = chance.between(5, 15);
  const gone = from + takes + chance.between(20, 50);
  const again = chance.between(300, 360);
  let own = 900;
  return series(DAYS, (day) => {
    own += 2.5 * chance.factor(0.4);
    const copied = day < from || day >= gone ? 0 : Math.min(1, (day - from) / takes);
    return own * (1 + 0.8 * copied) * (day >= again ? 0.6 : 1) * chance.factor(0.002);
  });
}

/** Nothing to speak of, then adoption along an S: fast, then slower. */
function newProject(chance: Chance): Float64Array {
  const middle = chance.between(90, 220);
  const width = chance.between(18, 45);
  return series(DAYS, (day) => {
    const adopted = 1 / (1 + Math.exp(-(day - middle) / width));
    const week = day % 7 >= 5 ? 0.7 : 1;
    return Math.round((5 + 4_000 * adopted) * week * chance.factor(0.2));
  });
}

/** Imports of very different sizes on some days, little in between. */
function rowsInBatches(chance: Chance): Float64Array {
  let rows = 20_000;
  return series(DAYS, () => {
    rows += 30 * chance.factor(0.6) + (chance.uniform() < 0.12 ? 900 * chance.factor(0.9) : 0);
    return Math.round(rows);
  });
}

/** Jobs at fixed hours over a low base; one only on weekdays, one on Mondays. */
function cronByTheHour(chance: Chance): Float64Array {
  const nightly = chance.between(0, 5);
  const report = chance.between(6, 10);
  return series(HOURS, (hour) => {
    const [day, time] = [Math.floor(hour / 24) % 7, hour % 24];
    const jobs =
      (time === nightly ? 2_400 : 0) +
      (time % 6 === 0 ? 500 : 0) +
      (time === report && day < 5 ? 1_500 : 0) +
      (time === 12 && day === 0 ? 4_000 : 0);
    return (60 + jobs) * chance.factor(0.1) + 20 * chance.uniform();
  });
}

/** People at work: a day's curve on weekdays, little at weekends, a mood that lasts for hours, and slow growth. */
function officeHours(chance: Chance): Float64Array {
  let mood = 0;
  const growth = 0.0002 * chance.uniform();
  return series(HOURS, (hour) => {
    mood = 0.9 * mood + 0.08 * chance.normal();
    const [day, time] = [Math.floor(hour / 24) % 7, hour % 24];
    const work = Math.exp(-(((time - 14) / 4) ** 2));
    return 800 * (0.1 + work * (day >= 5 ? 0.2 : 1)) * Math.exp(mood + growth * hour) * chance.factor(0.08);
  });
}

/** Users who join at a steady pace: the same number more each day, over a day's curve and quieter weekends. */
function lineOfHours(chance: Chance): Float64Array {
  const perHour = 0.3 + 0.5 * chance.uniform();
  const noise = 0.04 + 0.06 * chance.uniform();
  return series(HOURS, (hour) => {
    const [day, time] = [Math.floor(hour / 24) % 7, hour % 24];
    const curve = (1 + 0.4 * Math.sin((2 * Math.PI * (time - 8)) / 24)) * (day >= 5 ? 0.8 : 1);
    return (200 + perHour * hour) * curve * chance.factor(noise);
  });
}

/** Memory of a service: it returns to its level within hours, and the level itself changes with a deployment. */
function queueWithMemory(chance: Chance): Float64Array {
  let level = 40;
  let away = 0;
  return series(HOURS, (hour) => {
    level = chance.uniform() < 1 / 200 ? level * chance.factor(0.3) : level;
    away = 0.92 * away + 1.2 * chance.normal();
    return Math.max(0, level + away + 3 * Math.sin((2 * Math.PI * hour) / 24));
  });
}

function series(length: number, value: (index: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, index) => value(index));
}

/** Source: mulberry32 (T. Ettinger, public domain); normal numbers by Box and Muller (1958). */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (((x ^ (x >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    factor: (spread) => Math.exp(spread * normal()),
    between: (low, high) => low + Math.floor((high - low + 1) * uniform()),
  };
}
