import { describe, expect, it } from 'vitest';
import { inOrder, rankOf, stepOf } from '#shared/core/standing/order';
import type { Standing } from '#shared/domain/standing';
import { expectedIn, inDays, made, usedTo } from './made-standing';

/** Keys in the order of `standings`, handed in backwards so that nothing stands right by chance. */
function order(standings: readonly Standing[], previous?: readonly string[]): string[] {
  return inOrder([...standings].reverse(), previous).map(({ key }) => key);
}

describe('the one order of all limits', () => {
  it('goes by steps: now, within 7 days, within 30, past a threshold, the rest', () => {
    const given = [
      made('a/over', usedTo(120)),
      made('b/week', expectedIn(5)),
      made('c/month', expectedIn(20)),
      made('d/threshold', usedTo(95)),
      made('e/rest', usedTo(60)),
    ];
    expect(given.map(stepOf)).toEqual(['now', 'within-7', 'within-30', 'past-threshold', 'rest']);
    expect(order(given)).toEqual(given.map(({ key }) => key));
  });

  it('takes what the provider enforces as reached, whatever the figures say', () => {
    expect(stepOf(made('a', { ...usedTo(40), enforcing: { since: null } }))).toBe('now');
    expect(stepOf(made('a', { used: null, percent: null, severity: null, enforcing: { since: 5 } }))).toBe('now');
  });

  it('puts what only costs money one step behind what stops', () => {
    const bills = { atLimit: 'bill' } as const;
    expect(
      order([
        made('stops/now', usedTo(101)),
        made('stops/week', expectedIn(6)),
        made('bills/now', { ...usedTo(140), ...bills }),
        made('stops/month', expectedIn(29)),
        made('bills/week', { ...expectedIn(1), ...bills }),
        made('stops/threshold', usedTo(76)),
        made('bills/month', { ...expectedIn(8), ...bills }),
        // One step behind what stops there, and before what does not press.
        made('bills/threshold', { ...usedTo(99), ...bills }),
        made('stops/rest', usedTo(74)),
      ]),
    ).toEqual([
      'stops/now',
      'stops/week',
      'bills/now',
      'stops/month',
      'bills/week',
      'stops/threshold',
      'bills/month',
      'bills/threshold',
      'stops/rest',
    ]);
  });

  it('puts a threshold of what bills behind all that is one step before, however near or full', () => {
    const bill = made('a', { ...usedTo(99), reachedAt: inDays(-1), atLimit: 'bill' });
    const later = made('z', { ...usedTo(76), ...expectedIn(29), atLimit: 'bill' });
    expect(order([later, bill])).toEqual(['z', 'a']);
    expect(rankOf(bill)).toBe(rankOf(made('b', usedTo(99))) + 1);
  });

  it('lets a notice lead only when nothing else presses', () => {
    const notice = made('notice', { ...usedTo(439), atLimit: 'inform' });
    expect(order([made('bills', { ...usedTo(80), atLimit: 'bill' }), notice])).toEqual(['bills', 'notice']);
    expect(order([notice, made('stops', usedTo(74))])).toEqual(['notice', 'stops']);
  });

  it('leaves an evicting cache among the rest, behind what stops and bills', () => {
    const cache = made('cache', { ...usedTo(100), severity: 'calm', atLimit: 'none' });
    expect(order([made('stops', usedTo(5)), made('bills', { ...usedTo(5), atLimit: 'bill' }), cache])).toEqual([
      'stops',
      'bills',
      'cache',
    ]);
  });

  it('takes within a step the nearer moment, the surer, the fuller, then the key', () => {
    expect(order([made('z', expectedIn(2)), made('a', expectedIn(3))])).toEqual(['z', 'a']);
    const sure = { within7: 0, within14: 0.1, within30: 0.4, beforeReset: null };
    expect(order([made('z', { probability: sure }), made('a')])).toEqual(['z', 'a']);
    expect(order([made('z', usedTo(60)), made('a', usedTo(30))])).toEqual(['z', 'a']);
    expect(order([made('a'), made('b')])).toEqual(['a', 'b']);
    expect(
      order([
        made('z', { ...usedTo(110), reachedAt: inDays(-9) }),
        made('a', { ...usedTo(110), reachedAt: inDays(-1) }),
      ]),
    ).toEqual(['z', 'a']);
  });

  it('puts what is unknown last: it is no good news and no bad one', () => {
    const unknown = made('a', { used: null, percent: null, severity: null, expected: null, probability: null });
    expect(order([made('z', { ...usedTo(1), atLimit: 'none' }), unknown])).toEqual(['z', 'a']);
  });

  it('keeps neighbours less than half a day apart where they stood before', () => {
    const near = [made('a', expectedIn(3)), made('b', expectedIn(3.4))];
    expect(order(near)).toEqual(['a', 'b']);
    expect(order(near, ['b', 'a'])).toEqual(['b', 'a']);
    expect(order([made('a', expectedIn(3)), made('b', expectedIn(3.6))], ['b', 'a'])).toEqual(['a', 'b']);
    // What is reached does not wait, and what stops does not stand behind what bills.
    const reached = made('a', { ...usedTo(100), reachedAt: inDays(-0.1) });
    expect(order([reached, made('b', expectedIn(0.1))], ['b', 'a'])).toEqual(['a', 'b']);
    const bill = made('b', { ...expectedIn(3), atLimit: 'bill' });
    expect(order([made('a', expectedIn(3)), bill], ['b', 'a'])).toEqual(['a', 'b']);
  });
});
