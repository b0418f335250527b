import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/domain/instant';
import type { HorizonEvent } from '#shared/ipc/overview';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { OVERVIEW } from '../../../../src/renderer/gallery/fixtures/overview';
import { layOutHorizon } from '../../../../src/renderer/screens/overview/horizon-layout';
import { overviewPage } from '../../../accounts/standing-page';

function event(day: number, title: string): HorizonEvent {
  const at = NOW + day * DAY;
  return { kind: 'limit', title, detail: '', tone: 'watch', at, from: at, to: at, metricKey: null };
}

it('tells times ahead in cards from the moment of the verdict above them, however long the window has been open', () => {
  const cards = (now: number) => overviewPage(OVERVIEW, now).split('overview-columns')[1];
  expect(cards(OVERVIEW.asOf)).toContain('about 5 days');
  expect(cards(OVERVIEW.asOf + 20 * HOUR)).toBe(cards(OVERVIEW.asOf));
});

describe('layOutHorizon', () => {
  it('alternates above and below', () => {
    const { placed, hidden } = layOutHorizon(OVERVIEW.horizon, NOW, 958);
    expect(placed.map(({ lane }) => lane)).toEqual(['above', 'below', 'above', 'below']);
    expect(hidden).toBe(0);
  });

  it('shows the nearest five and counts the rest of the 30 days', () => {
    const events = [20, 3, 9, 1, 15, 28, 2, 40].map((day) => event(day, `day ${day}`));
    const { placed, hidden } = layOutHorizon(events, NOW, 958);
    expect(placed.map(({ event: { title } }) => title)).toEqual(['day 1', 'day 2', 'day 3', 'day 9', 'day 15']);
    expect(hidden).toBe(2);
  });

  it('never lets words of one side touch', () => {
    const days = fc.array(fc.double({ min: 0, max: 29, noNaN: true }), { maxLength: 5 });
    fc.assert(
      fc.property(days, fc.integer({ min: 560, max: 1400 }), (ahead, width) => {
        const { placed } = layOutHorizon(
          ahead.map((day) => event(day, 'Limit')),
          NOW,
          width,
        );
        for (const lane of ['above', 'below']) {
          const lefts = placed.filter((item) => item.lane === lane).map(({ labelLeft }) => labelLeft);
          const gaps = lefts.slice(1).map((left, index) => left - (lefts[index] ?? 0));
          expect(Math.min(...gaps, 50)).toBeGreaterThanOrEqual(36);
        }
      }),
    );
  });

  it('keeps an interval that began before now on the line', () => {
    const open = { ...event(2, 'Open'), from: NOW - DAY, to: NOW + 60 * DAY };
    expect(layOutHorizon([open], NOW, 900).placed[0]).toMatchObject({ from: 0, to: 1 });
  });
});
