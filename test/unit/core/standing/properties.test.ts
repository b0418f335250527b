import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStanding, type StandingParts } from '#shared/core/standing/make-standing';
import { inOrder, rankOf } from '#shared/core/standing/order';
import type { QuantityAhead } from '#shared/domain/forecast';
import { DAY } from '#shared/domain/instant';
import { AT_STANDING_LIMITS, SEVERITIES, type Standing } from '#shared/domain/standing';
import { propertyRuns } from '../../../fixtures/property-runs';
import { made, NOW } from './made-standing';

const runs = { numRuns: propertyRuns(300) };

/** Rows that grow from `used` by between `low` and `high` a day, for sixty days in two windows of thirty. */
function ahead(used: number, low: number, high: number, left: number): QuantityAhead {
  const row = (from: number, days: number) =>
    [0, 0.15, 0.35, 0.5, 0.65, 0.85, 1].map((share) => from + days * (low + (high - low) * share));
  const window = (start: number, from: number, days: number) => ({
    start,
    from,
    ends: Array.from({ length: days }, (_, step) => start + (step + 1) * DAY),
    highest: Array.from({ length: days }, (_, step) => row(from, step + 1)),
    walk: null,
    falls: false,
  });
  const next = window(NOW + left * DAY, 0, 30);
  return { windows: [window(NOW, used, left), next], again: [next], peak: 0 };
}

function standing(
  used: number,
  change: Partial<StandingParts> = {},
  grows: readonly [number, number] = [1, 4],
): Standing {
  const left = 12;
  const forecast = {
    state: 'ready' as const,
    ahead: ahead(used, grows[0], grows[1], left),
    learning: null,
    path: [],
    growthPerDay: 1,
    growthInterval: null,
  };
  return makeStanding({
    ...made('a/S/M'),
    used,
    limit: 100,
    reachedAt: null,
    window: {
      kind: 'fixed',
      length: { unit: 'month', count: 1 },
      zone: 'UTC',
      start: NOW - 18 * DAY,
      resetsAt: NOW + left * DAY,
    },
    now: NOW,
    forecast,
    enforced: null,
    lastSeven: null,
    ...change,
  });
}

const usage = fc.double({ min: 0, max: 150, noNaN: true });
const atLimit = fc.constantFrom(...AT_STANDING_LIMITS);
const growth = fc
  .tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true }))
  .map(([low, more]): readonly [number, number] => [low, low + more]);

describe('standings of any account', () => {
  it('never fall in severity when usage rises', () => {
    fc.assert(
      fc.property(usage, usage, atLimit, growth, (a, b, what, grows) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((used) =>
          SEVERITIES.indexOf(standing(used, { atLimit: what }, grows).severity!),
        );
        expect(more).toBeGreaterThanOrEqual(less!);
      }),
      runs,
    );
  });

  it('have their median within so many days exactly when half of the probability lies there', () => {
    fc.assert(
      fc.property(usage, growth, (used, grows) => {
        const { expected, probability } = standing(used, {}, grows);
        for (const [days, within] of [
          [7, probability!.within7],
          [14, probability!.within14],
          [30, probability!.within30],
        ] as const) {
          expect(expected!.q50 !== null && expected!.q50 <= NOW + days * DAY).toBe(within >= 0.5);
        }
      }),
      runs,
    );
  });

  it('tell one figure of one name: percent, reached, severity and probability agree', () => {
    fc.assert(
      fc.property(usage, atLimit, (used, what) => {
        const one = standing(used, { atLimit: what });
        expect(one.percent).toBeCloseTo((100 * one.used!) / one.limit!, 9);
        const isOver = one.percent! >= 100;
        expect(one.severity === 'over').toBe(isOver && what !== 'none');
        expect(one.probability!.within7 === 1 && one.expected!.q50 === NOW).toBe(
          isOver || one.probability!.within7 === 1,
        );
        expect(one.again === null).toBe(!isOver);
        expect(one.probability!.within7).toBeLessThanOrEqual(one.probability!.within14);
        expect(one.probability!.within14).toBeLessThanOrEqual(one.probability!.within30);
      }),
      runs,
    );
  });

  it('stand in one order, whatever order they come in', () => {
    const list = fc.array(fc.tuple(usage, atLimit), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 7 }), (given, turn) => {
        const all = given.map(([used, what], at) => ({ ...standing(used, { atLimit: what }), key: `k${at}` }));
        const keys = inOrder(all).map(({ key }) => key);
        const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)];
        expect(inOrder(turned).map(({ key }) => key)).toEqual(keys);
        expect(inOrder(turned, keys).map(({ key }) => key)).toEqual(keys);
        const ranks = inOrder(all).map(rankOf);
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
      }),
      runs,
    );
  });
});

describe('what is still learning', () => {
  const learning = (until: number, change: Partial<StandingParts> = {}) =>
    standing(95, {
      forecast: {
        state: 'too-early',
        ahead: null,
        learning: { until: NOW + until * DAY, busiest: 3 },
        path: [],
        growthPerDay: null,
        growthInterval: null,
      },
      ...change,
    });

  it('is critical and learning at once', () => {
    expect(learning(2)).toMatchObject({ severity: 'critical', outlook: { state: 'learning', until: NOW + 2 * DAY } });
  });

  it('tells no moment after the end of its window, and then the most there may be', () => {
    // 12 days of the busiest day's 3 on top of 95.
    expect(learning(13).outlook).toEqual({ state: 'learning', until: null, atMost: 131 });
    expect(learning(12).outlook).toEqual({ state: 'learning', until: null, atMost: 131 });
  });

  it('has no bound where nothing resets', () => {
    const window = { kind: 'moment', length: null, zone: 'UTC', start: null, resetsAt: null } as const;
    expect(learning(3, { window }).outlook).toEqual({ state: 'learning', until: NOW + 3 * DAY, atMost: null });
  });
});

describe('what is known badly', () => {
  it('is calm only where even the busiest day in each gap would leave it below its mark', () => {
    const gaps = (busiest: number) => standing(40, { missing: [NOW - 5 * DAY, NOW - 4 * DAY], busiest });
    // 40 and twice the busiest day: 74 and 76 of 100, with a mark at 75.
    expect(gaps(17)).toMatchObject({ atLeast: true, percent: 40, severity: 'calm' });
    expect(gaps(18)).toMatchObject({ atLeast: true, percent: 40, severity: 'watch' });
  });

  it('says nothing of what comes once it is older than a day, and keeps its severity', () => {
    const old = standing(95, { freshness: { state: 'stale', since: NOW - 2 * DAY, reason: 'timeout' } });
    expect(old).toMatchObject({
      severity: 'critical',
      outlook: { state: 'none', why: 'stale' },
      expected: null,
      probability: null,
    });
  });

  it('is at least what was counted while days are missing', () => {
    expect(standing(50, { missing: [NOW - 3 * DAY] }).atLeast).toBe(true);
    expect(standing(50).atLeast).toBe(false);
  });

  it('has no severity and no figures while it was never read', () => {
    const never = standing(0, { used: null });
    expect(never).toMatchObject({
      severity: null,
      percent: null,
      expected: null,
      outlook: { state: 'none', why: 'never-read' },
    });
  });
});
