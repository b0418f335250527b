import { describe, expect, it } from 'vitest';
import { growthByDay, latestChange, meanOver } from '#shared/core/forecasting/change-window';
import { DAY } from '#shared/domain/instant';
import { changeSentence, REST } from '#shared/words/usage-change';

/** 2026-10-01T00:00:00Z. */
const START = 1_790_812_800;
const days = (count: number, value: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ t: START + index * DAY, value: value(index) }));

describe('the latest change', () => {
  it('is found on its day, with whole weeks on each side', () => {
    const series = days(60, (i) => (i < 40 ? 100 : 150) + (i % 7));
    const change = latestChange(series, []);
    expect(change?.since).toBe(START + 40 * DAY);
    expect(change?.before).toHaveLength(28);
    expect(change?.after).toHaveLength(14);
    expect(meanOver(series, change?.before ?? [])).toBe(103);
    expect(meanOver(series, change?.after ?? [])).toBe(153);
  });

  it('does not reach behind the change before it', () => {
    const change = latestChange(
      days(60, (i) => (i < 30 ? 400 : 0) + (i < 46 ? 100 : 150) + (i % 3)),
      [],
    );
    expect(change?.since).toBe(START + 46 * DAY);
    expect(Math.min(...(change?.before ?? []))).toBeGreaterThanOrEqual(START + 30 * DAY);
  });

  it('is null where nothing changed, and for too few days', () => {
    expect(
      latestChange(
        days(60, (i) => 100 + (i % 7)),
        [],
      ),
    ).toBeNull();
    expect(latestChange([], [])).toBeNull();
    expect(
      latestChange(
        days(1, () => 1),
        [],
      ),
    ).toBeNull();
  });

  it('of a level is one of its growth; a day after a gap has none', () => {
    const levels = days(5, (i) => i * 2).filter((_, i) => i !== 2);
    expect(growthByDay(levels)).toEqual([
      { t: START + DAY, value: 2 },
      { t: START + 4 * DAY, value: 2 },
    ]);
  });
});

describe('the sentence', () => {
  const since = START + 36 * DAY;
  const gauge = { kind: 'gauge', unit: 'MB', zone: 'UTC' } as const;
  const none = { since, unit: 'MB', parts: [], causes: [] };

  it.each([
    [
      { before: 0.35, after: 0.9, causes: [{ kind: 'deployment' as const, name: 'storefront', t: since }] },
      'Growing 0.9 MB a day since the storefront deployment on 6 November, 0.35 before.',
    ],
    [
      { before: 0.35, after: 0.9, causes: [{ kind: 'plan' as const, name: 'Pro', t: since }] },
      'Growing 0.9 MB a day since the change to Pro on 6 November, 0.35 before.',
    ],
    [
      {
        before: 0.35,
        after: 0.9,
        causes: [
          { kind: 'plan' as const, name: 'Pro', t: since },
          { kind: 'deployment' as const, name: 'storefront', t: since + DAY / 2 },
        ],
      },
      'Growing 0.9 MB a day since 6 November, 0.35 before. Both the change to Pro and the storefront deployment came then.',
    ],
    [{ before: 0.35, after: 0 }, 'Steady since 6 November, growing 0.35 MB before.'],
    [{ before: 0, after: -2 }, 'Shrinking 2 MB a day since 6 November, steady before.'],
    [{ before: -1, after: 2 }, 'Growing 2 MB a day since 6 November, shrinking 1 MB before.'],
  ])('of a level: %o', (change, sentence) => {
    expect(changeSentence({ ...none, ...change }, gauge)).toBe(sentence);
  });

  it('of a total names the project that carries it, and never what no project accounts for', () => {
    const daily = { kind: 'daily', unit: 'invocations', zone: 'UTC' } as const;
    const part = (title: string, share: number) => ({ title, share, amount: share * 3_000 });
    const say = (parts: ReturnType<typeof part>[]) =>
      changeSentence({ ...none, before: 9_000, after: 12_000, parts }, daily);
    expect(say([part('storefront', 0.78), part('api', 0.22)])).toBe(
      '12,000 invocations a day since 6 November, 9,000 before: 78 % of the change is storefront.',
    );
    expect(say([part(REST, 0.9), part('api', 0.1)])).toBe('12,000 invocations a day since 6 November, 9,000 before.');
  });
});
