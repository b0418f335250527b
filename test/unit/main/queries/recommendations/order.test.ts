import { expect, it } from 'vitest';
import { byUrgency } from '#main/queries/recommendations/order';

type One = Parameters<ReturnType<typeof byUrgency>>[0];

function one(id: number, key: string | null, more: Partial<One> = {}): One {
  return {
    ...{ id, status: 'PENDING', priority: 'CRITICAL', aim: 'risk', gain: null, calledFor: true },
    standing: key === null ? null : { key },
    ...more,
  };
}

it('of two that are as urgent, that about the first limit leads', () => {
  const order = byUrgency([{ key: 'first' }, { key: 'second' }]);
  const saving = (amount: number): Partial<One> => ({
    ...{ priority: 'MEDIUM', aim: 'saving' },
    gain: { amount, low: amount, high: amount, probability: 1, averted: 0 },
  });
  const sorted = [
    one(9, 'second'),
    one(1, 'first'),
    one(2, 'first', { status: 'DISMISSED' }),
    one(3, null),
    // Open, but nothing calls for it any more.
    one(7, 'first', { calledFor: false }),
    one(4, 'first', { priority: 'HIGH' }),
    // A saving is told by what it saves, whatever limit it is about.
    one(5, 'first', saving(5)),
    one(6, 'second', saving(7)),
  ].sort(order);
  expect(sorted.map(({ id }) => id)).toEqual([1, 9, 3, 4, 6, 5, 7, 2]);
});
