import { describe, expect, test } from 'vitest';
import { type SeenWorld, seenSince } from '#shared/core/recommendations/seen-change';
import { DAY } from '#shared/domain/instant';
import type { AdviceChange } from '#shared/domain/recommendation';

/** 2026-11-02, a Monday. */
const ADVISED = 1_793_577_600;
const NOW = ADVISED + 10 * DAY;
const NOTHING: SeenWorld = {
  ...{ plan: null, seats: null, ownBudget: null, providerBudget: null, sourceSince: null, use: [], newModel: [] },
};

const seen = (change: AdviceChange, world: Partial<SeenWorld>, now = NOW) =>
  seenSince(change, { ...NOTHING, ...world }, ADVISED, now);

/** Four weeks of `before`, weekends at a half, then `after` day by day. */
function days(before: number, after: readonly number[]) {
  const weekday = (i: number) => (i % 7 >= 5 ? 0.5 : 1);
  return Array.from({ length: 28 + after.length }, (_, i) => ({
    t: ADVISED + (i - 28) * DAY,
    value: i < 28 ? before * weekday(i) : (after[i - 28] ?? 0),
  }));
}

describe('what a provider tells', () => {
  const plan: AdviceChange = { kind: 'plan', provider: 'upstash', from: 'free', to: 'fixed-250mb' };

  test('the plan, since the day on which it began', () => {
    const on = (id: string, provider = 'upstash') => ({ plan: { provider, plan: id, since: NOW - DAY } });
    expect(seen(plan, on('fixed-250mb'))).toBe(NOW - DAY);
    expect(seen(plan, on('pay-as-you-go'))).toBeNull();
    expect(seen(plan, on('fixed-250mb', 'other'))).toBeNull();
    expect(seen(plan, {})).toBeNull();
  });

  test('seats that were given up, all that were asked about or some of them', () => {
    const seats: AdviceChange = { kind: 'seats', from: 3, to: 1 };
    expect(seen(seats, { seats: 3 })).toBeNull();
    expect(seen(seats, { seats: 2 })).toBe(NOW);
    expect(seen(seats, { seats: 1 })).toBe(NOW);
    expect(seen(seats, { seats: null })).toBeNull();
  });

  test('a budget that is set or raised, own and provider apart', () => {
    const set: AdviceChange = { kind: 'budget', own: false, from: null, to: 100 };
    expect(seen(set, { providerBudget: 50 })).toBe(NOW);
    expect(seen(set, { ownBudget: 50 })).toBeNull();
    const raise: AdviceChange = { kind: 'budget', own: false, from: 20, to: 60 };
    expect(seen(raise, { providerBudget: 20 })).toBeNull();
    expect(seen(raise, { providerBudget: 60 })).toBe(NOW);
  });

  test('a source that answers', () => {
    const source: AdviceChange = { kind: 'source', capability: 'costs' };
    expect(seen(source, {})).toBeNull();
    expect(seen(source, { sourceSince: NOW - 60 })).toBe(NOW - 60);
  });
});

describe('use that fell', () => {
  const halved: AdviceChange = { kind: 'use', service: 'VERCEL_IMAGES', metric: 'X', project: null, factor: 0.5 };

  test('counts from three days in a row on, against the same weekdays', () => {
    expect(seen(halved, { use: days(100, [98, 103, 52, 50]) })).toBeNull();
    expect(seen(halved, { use: days(100, [98, 103, 52, 50, 48]) })).toBe(ADVISED + 2 * DAY);
  });

  test('is not a weekend', () => {
    expect(seen(halved, { use: days(100, [98, 103, 101, 99, 100, 51, 49]) })).toBeNull();
  });

  test('is not what ended again, nor what fell before it was advised', () => {
    expect(seen(halved, { use: days(100, [50, 50, 50, 99]) })).toBeNull();
    const before = days(100, []).map((day, i) => (i >= 24 ? { ...day, value: 20 } : day));
    expect(seen(halved, { use: before })).toBeNull();
  });

  test('a database that sleeps uses a fraction; one that is merely quieter does not sleep', () => {
    const sleep: AdviceChange = { kind: 'sleep', project: 'staging' };
    expect(seen(sleep, { use: days(6, [0.3, 0.2, 0.3]) })).toBe(ADVISED);
    expect(seen(sleep, { use: days(6, [4, 4.1, 4.2]) })).toBeNull();
  });

  test('another model is one that fell while the other rose', () => {
    const model: AdviceChange = { kind: 'model', from: 'sol', to: 'luna' };
    const use = days(9.6, [1, 1, 1]);
    expect(seen(model, { use })).toBeNull();
    expect(seen(model, { use, newModel: [{ t: ADVISED + DAY, value: 0.4 }] })).toBe(ADVISED);
  });
});
