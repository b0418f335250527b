import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CounterCursor, type CounterReading, countDays } from '#main/providers/counter-days';
import { DAY, HOUR } from '#shared/domain/instant';

const MIDNIGHT = 1_795_478_400;

function reading(at: number, value: number, more: Partial<CounterReading> = {}): CounterReading {
  return { at, value, runId: 'a', uptime: at - MIDNIGHT + 1_000_000, ...more };
}

function walk(readings: readonly CounterReading[]) {
  let cursor: CounterCursor | null = null;
  const totals = new Map<string, { total: number; lowerBound: boolean }>();
  for (const one of readings) {
    const step = countDays(cursor, one);
    cursor = step.cursor;
    for (const { day, ...rest } of step.days) totals.set(day, rest);
  }
  return totals;
}

describe('countDays', () => {
  it('has no figure after the first reading', () => {
    expect(countDays(null, reading(MIDNIGHT, 5000)).days).toEqual([]);
  });

  it('adds differences up over a day, whole from midnight on', () => {
    const totals = walk([
      reading(MIDNIGHT - 10, 100),
      reading(MIDNIGHT, 100),
      reading(MIDNIGHT + HOUR, 160),
      reading(MIDNIGHT + 2 * HOUR, 250),
    ]);
    expect(totals.get('2026-11-24')).toEqual({ total: 150, lowerBound: false });
    expect(totals.get('2026-11-23')).toEqual({ total: 0, lowerBound: true });
  });

  it('splits a difference over midnight by time', () => {
    const totals = walk([reading(MIDNIGHT - HOUR, 0), reading(MIDNIGHT + 3 * HOUR, 400)]);
    expect(totals.get('2026-11-23')?.total).toBe(100);
    expect(totals.get('2026-11-24')).toEqual({ total: 300, lowerBound: false });
  });

  it('spreads a long gap over its days', () => {
    const totals = walk([reading(MIDNIGHT, 0), reading(MIDNIGHT + 3 * DAY, 3000)]);
    expect([...totals.values()].map(({ total }) => total)).toEqual([1000, 1000, 1000, 0]);
  });

  it.each([
    ['another run that began in between', { runId: 'b', uptime: 600 }],
    ['a young server that has no id', { runId: null, uptime: 600 }],
    ['a smaller value of the same run', {}],
  ])('takes %s for a new beginning: only what the counter shows is known', (_, more) => {
    const totals = walk([reading(MIDNIGHT, 9000), reading(MIDNIGHT + HOUR, 40, more)]);
    expect(totals.get('2026-11-24')).toEqual({ total: 40, lowerBound: true });
  });

  it.each([
    ['another run that is older than the time between (a failover)', 50_031, { runId: 'b', uptime: 90 * DAY }],
    ['another run whose age nobody knows', 50_031, { runId: 'b', uptime: null }],
    ['a server without an id that is older than the one before (Dragonfly)', 50_031, { runId: null, uptime: 90 * DAY }],
    ['the same with a smaller value', 40, { runId: 'b', uptime: 90 * DAY }],
    ['a smaller value of a server without an id', 40, { runId: null, uptime: null }],
  ])('adds nothing for %s', (_, value, more) => {
    const totals = walk([
      reading(MIDNIGHT, 1000),
      reading(MIDNIGHT + HOUR, 1008),
      reading(MIDNIGHT + 2 * HOUR, value, more),
      reading(MIDNIGHT + 3 * HOUR, value + 7, { ...more, uptime: more.uptime === null ? null : more.uptime + HOUR }),
    ]);
    expect(totals.get('2026-11-24')).toEqual({ total: 8 + 7, lowerBound: true });
  });

  it('tells no figure for a day of which nothing is known', () => {
    const totals = walk([
      reading(MIDNIGHT, 1000),
      reading(MIDNIGHT + HOUR, 1008),
      reading(MIDNIGHT + 3 * DAY, 70_000, { runId: 'b', uptime: 90 * DAY }),
    ]);
    expect([...totals]).toEqual([['2026-11-24', { total: 8, lowerBound: true }]]);
  });

  it('goes on with a run that has an id, whatever the clock of this computer did', () => {
    const totals = walk([
      reading(MIDNIGHT - HOUR, 1000),
      reading(MIDNIGHT, 1000),
      reading(MIDNIGHT + 5 * HOUR, 1008, { uptime: 60 }),
    ]);
    expect(totals.get('2026-11-24')).toEqual({ total: 8, lowerBound: false });
  });

  it('puts what ran since a restart on the day of the restart, where the uptime tells it', () => {
    const totals = walk([
      reading(MIDNIGHT - DAY, 9000),
      reading(MIDNIGHT + 2 * HOUR, 40, { runId: 'b', uptime: HOUR }),
    ]);
    expect(totals.get('2026-11-23')).toEqual({ total: 0, lowerBound: true });
    expect(totals.get('2026-11-24')).toEqual({ total: 40, lowerBound: true });
  });

  it('is whole again on the day after a restart', () => {
    const totals = walk([
      reading(MIDNIGHT - DAY, 9000),
      reading(MIDNIGHT - HOUR, 40, { runId: 'b', uptime: HOUR }),
      reading(MIDNIGHT + HOUR, 60, { runId: 'b' }),
    ]);
    expect(totals.get('2026-11-24')).toEqual({ total: 10, lowerBound: false });
  });

  it('begins anew when the clock went back', () => {
    const { cursor } = countDays(null, reading(MIDNIGHT, 100));
    expect(countDays(cursor, reading(MIDNIGHT - HOUR, 200)).days).toEqual([]);
  });

  it('loses nothing and invents nothing while the counter runs on', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ wait: fc.integer({ min: 1, max: 2 * DAY }), more: fc.integer({ min: 0, max: 1_000_000 }) }),
          { minLength: 1, maxLength: 20 },
        ),
        (steps) => {
          let at = MIDNIGHT - 7 * HOUR;
          let value = 1000;
          const readings = [reading(at, value)];
          for (const { wait, more } of steps) {
            at += wait;
            value += more;
            readings.push(reading(at, value));
          }
          const totals = walk(readings);
          const sum = [...totals.values()].reduce((all, { total }) => all + total, 0);
          expect(Math.abs(sum - (value - 1000))).toBeLessThanOrEqual(totals.size);
        },
      ),
    );
  });
});
