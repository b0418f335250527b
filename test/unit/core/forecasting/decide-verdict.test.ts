import { describe, expect, it } from 'vitest';
import { decideVerdict, queueVerdict, type VerdictMetric } from '#shared/core/forecasting/decide-verdict';
import { DAY } from '#shared/domain/instant';

const NOW = 1_795_514_400;
const read = { lastCycleAt: NOW, now: NOW, before: null };

const metric = (key: string, change: Partial<VerdictMetric> = {}): VerdictMetric => ({
  key,
  title: key,
  limit: 40,
  current: 20,
  atLimit: 'hard',
  daysToLimit: { q10: null, q50: null, q90: null },
  within7: 0,
  within14: 0,
  within30: 0,
  status: 'calm',
  forecastState: 'ready',
  ...change,
});

const reaching = (key: string, days: number, status: VerdictMetric['status'] = 'watch') =>
  metric(key, { status, daysToLimit: { q10: days, q50: days, q90: days }, within7: 0.5, within14: 0.8, within30: 0.9 });

describe('the verdict', () => {
  it('knows nothing before the first reading, and nothing any more after a day without one', () => {
    expect(decideVerdict([metric('a')], { ...read, lastCycleAt: null }).kind).toBe('unread');
    expect(decideVerdict([metric('a', { current: null })], read).kind).toBe('unread');
    const late = { ...read, lastCycleAt: NOW - 2 * DAY };
    expect(decideVerdict([metric('a')], late)).toEqual({ kind: 'stale', age: 2 * DAY });
    expect(decideVerdict([reaching('a', 5)], late).kind).toBe('pressing');
  });

  it('is about the first in the queue, which a worse level goes before', () => {
    const first = decideVerdict([reaching('b', 9), reaching('a', 5)], read);
    expect(first).toMatchObject({ kind: 'pressing', metric: { key: 'a' }, days: 5, others: 1, queue: { id: 'a' } });
    const over = metric('over', { status: 'over', current: 50 });
    const worse = decideVerdict([over, reaching('a', 5)], read);
    expect(worse).toMatchObject({ metric: { key: 'over' }, status: 'over', days: null, others: 1, queue: null });
  });

  it('is quiet where nothing presses: no limit, learning, or clear', () => {
    expect(decideVerdict([metric('a', { limit: null })], read).kind).toBe('no-limit');
    const young = metric('young', { forecastState: 'too-early' });
    expect(decideVerdict([young], read)).toMatchObject({ kind: 'learning', learning: [young] });
    const told = metric('told', { atLimit: 'inform' });
    expect(decideVerdict([told, metric('a'), young], read)).toMatchObject({
      kind: 'clear',
      fullest: { key: 'a' },
      learning: 1,
      limits: 3,
    });
    expect(decideVerdict([told], read)).toMatchObject({ kind: 'clear', fullest: null });
  });

  it('leaves a limit that only tells out of the queue', () => {
    expect(queueVerdict([{ ...reaching('told', 3), atLimit: 'inform' }], null).id).toBeNull();
  });
});
