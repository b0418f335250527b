import { describe, expect, it } from 'vitest';
import type { FailureCode } from '#shared/domain/failure';
import type { Standing } from '#shared/domain/standing';
import { verdictWords } from '#shared/words/verdict';
import { aStanding, bandwidth, MOMENT, november } from '../../fixtures/a-standing';

const reader = { now: MOMENT, zone: 'UTC' };
const verdict = (list: readonly Standing[], connections = 1) => verdictWords({ list, connections, reader });
const unread = (reason: FailureCode | null) =>
  bandwidth({
    key: 'vercel-1/VERCEL_EDGE/REQUESTS',
    title: 'Edge requests',
    used: null,
    percent: null,
    severity: null,
    asOf: null,
    freshness: { state: 'never', reason },
    outlook: { state: 'none', why: 'never-read' },
    expected: null,
    probability: null,
  });
const calm = bandwidth();

describe('the verdict', () => {
  it('is the words of the first, and counts those that are near besides', () => {
    const credit = bandwidth({
      key: 'b',
      title: 'Included credit',
      probability: { within7: 0.2, within14: 0.6, within30: 0.9, beforeReset: 0.6 },
    });
    expect(verdict([aStanding(), credit, calm])).toEqual({
      tone: 'warning',
      headline: 'Redis storage reaches its limit in about 5 days',
      sentence: expect.stringContaining('Redis then refuses writes.'),
      urgency: 'act this week',
      key: aStanding().key,
      others: 1,
      empty: null,
    });
  });

  it('speaks of what is over since when, not of what is to come', () => {
    const over = bandwidth({ used: 1120, percent: 112, severity: 'over', reachedAt: november(6), atLimit: 'reject' });
    expect(verdict([over, aStanding()])).toMatchObject({
      tone: 'critical',
      headline: 'Bandwidth has been over the limit since 6 Nov',
      urgency: 'act now',
    });
  });

  it('what is enforced is critical whatever the level', () => {
    expect(verdict([aStanding({ severity: 'warning', enforcing: { since: november(18, 9, 12) } })])).toMatchObject({
      tone: 'critical',
      headline: 'Redis storage: writes have been refused since 09:12',
    });
  });

  it('a limit past its mark without a day in sight speaks of its level', () => {
    const full = bandwidth({
      key: 'b',
      title: 'Included credit',
      used: 17.35,
      limit: 20,
      unit: 'USD',
      percent: 86.75,
      severity: 'warning',
    });
    expect(verdict([full, calm])).toMatchObject({
      headline: 'Included credit is at 87 % of its limit',
      urgency: 'keep an eye on it',
    });
  });

  it('is less urgent by a step where it only costs: nothing stops there', () => {
    const reached = { used: 20, limit: 20, percent: 100, severity: 'over', reachedAt: november(17) } as const;
    const soon = { probability: { within7: 0.8, within14: 0.9, within30: 0.9, beforeReset: 0.9 } };
    const urgency = (differs: Partial<Standing>) => verdict([bandwidth(differs)]).urgency;
    expect(urgency({ ...reached, atLimit: 'reject' })).toBe('act now');
    expect(urgency({ ...reached, atLimit: 'bill' })).toBe('act this week');
    expect(urgency({ ...soon, severity: 'critical', atLimit: 'reject' })).toBe('act this week');
    expect(urgency({ ...soon, severity: 'critical', atLimit: 'bill' })).toBe('keep an eye on it');
  });

  it('is clear only where something was forecast, and names the first and what is not known', () => {
    expect(verdict([calm, unread('not-permitted'), unread('not-on-plan')])).toEqual({
      tone: 'clear',
      headline: 'All clear: nothing reaches a limit in the next 30 days',
      sentence: 'The first is Bandwidth: 412 of 1,000 GB, 41 %, 1 % within 30 days. 1 limit could not be read.',
      urgency: '',
      key: calm.key,
      others: 0,
      empty: null,
    });
  });

  it('says of which accounts nothing is known: their limits are no good news', () => {
    const plan = bandwidth({
      key: 'redis-1/VERCEL_KV/COMMANDS',
      scope: { kind: 'connection', connectionId: 'redis-1' },
      connectionTitle: 'cache',
      limit: null,
      percent: null,
      severity: null,
      outlook: { state: 'none', why: 'plan-unknown' },
    });
    expect(verdict([calm, plan], 2).sentence).toMatch(
      /The plan of cache is not chosen: some of its limits are not known\.$/,
    );
    expect(verdict([calm], 1).sentence).not.toContain('nothing was read');
    expect(verdict([calm], 2).sentence).toMatch(/Of 1 account nothing was read yet\.$/);
  });

  it('is learning where nothing was', () => {
    const young = bandwidth({
      expected: null,
      probability: null,
      outlook: { state: 'learning', until: november(27), atMost: null },
    });
    expect(verdict([young])).toMatchObject({
      tone: 'learning',
      headline: 'Too early to tell which limit comes next',
      sentence: 'So far Bandwidth is the first: 412 of 1,000 GB, 41 %. Known from 27 Nov on.',
    });
  });

  it('says how old everything is where nothing was read since', () => {
    const old = bandwidth({
      asOf: MOMENT - 3 * 3600,
      freshness: { state: 'stale', since: MOMENT - 3 * 3600, reason: 'unreachable' },
      outlook: { state: 'none', why: 'stale' },
      expected: null,
      probability: null,
    });
    expect(verdict([old])).toMatchObject({ tone: 'stale', headline: 'As of 3 h ago: nothing was read since' });
  });

  it.each([
    ['nothing connected', [], 0, 'No account is connected'],
    ['nothing read yet', [unread(null)], 1, 'Nothing was read yet'],
    ['a refused token', [unread('invalid-credential')], 1, 'Nothing could be read'],
    ['no limit', [bandwidth({ limit: null, percent: null, severity: null })], 1, 'No limit is known'],
  ] as const)('%s is never good news', (_, list, connections, headline) => {
    expect(verdict(list, connections)).toMatchObject({ tone: 'empty', headline, key: null });
  });

  it('a refused token says whose, and what to do', () => {
    expect(verdict([unread('invalid-credential')]).sentence).toBe(
      'The token of acme was refused: give a new one in the settings.',
    );
  });
});
