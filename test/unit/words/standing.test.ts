import { describe, expect, it } from 'vitest';
import type { Standing } from '#shared/domain/standing';
import {
  atLimitShort,
  hitPoint,
  namesOf,
  percentWords,
  standingHeadline,
  standingSentence,
  standingText,
  usedWords,
  whenShort,
  windowWords,
} from '#shared/words/standing';
import { aStanding, bandwidth, MOMENT, november } from '../../fixtures/a-standing';

const READER = { now: MOMENT, zone: 'UTC' };
const headline = (standing: Standing) => standingHeadline(standing, READER);
const sentence = (standing: Standing) => standingSentence(standing, READER);
const when = (standing: Standing) => whenShort(standing, READER);

const month = bandwidth().window;
const refused = (reason: 'not-permitted' | 'invalid-credential' | 'not-on-plan' | null) =>
  aStanding({
    used: null,
    percent: null,
    severity: null,
    asOf: null,
    freshness: { state: 'never', reason },
    outlook: { state: 'none', why: 'never-read' },
    expected: null,
    probability: null,
    growth: null,
  });

describe('a limit ahead', () => {
  it('says in how many days, between which days, how likely, and what happens there', () => {
    expect(headline(aStanding())).toBe('Redis storage reaches its limit in about 5 days');
    expect(sentence(aStanding())).toBe(
      '25.5 of 30 MB are used on the Free plan, 85 %, growing 0.9 MB a day. ' +
        'Full between 22 and 25 Nov, 90 % likely within 7 days; Redis then refuses writes.',
    );
    // A growth that shows as nothing is not told.
    expect(sentence(aStanding({ growth: { perDay: 0.0001, low: 0, high: 0.0002 } }))).toContain('85 %. Full between');
    expect(when(aStanding())).toBe('about 5 days');
    expect(standingText(aStanding(), READER)).toBe(`${headline(aStanding())}. ${sentence(aStanding())}`);
  });

  it('uses the plural where the title is one, also of a title with more behind it', () => {
    expect(headline(aStanding({ title: 'Redis commands' }))).toBe('Redis commands reach their limit in about 5 days');
    expect(headline(aStanding({ title: 'Postgres connections of the role' }))).toContain('reach their limit');
    expect(headline(aStanding({ title: 'Budget "sales"' }))).toContain('reaches its limit');
  });

  it('never says "in now": within the hour', () => {
    const soon = { q10: MOMENT + 60, q50: MOMENT + 600, q90: MOMENT + 1200 };
    expect(headline(aStanding({ expected: soon }))).toBe('Redis storage reaches its limit within the hour');
    expect(when(aStanding({ expected: soon }))).toBe('within the hour');
    const late = { q10: MOMENT - 90_000, q50: MOMENT - 600, q90: MOMENT + 1200 };
    expect(headline(aStanding({ expected: late }))).toBe('Redis storage reaches its limit within the hour');
    expect(sentence(aStanding({ expected: late }))).toContain('Full today');
  });

  it('is told at the earliest where the late edge is out of sight', () => {
    const open = { q10: november(22), q50: november(29), q90: null };
    expect(sentence(aStanding({ expected: open }))).toContain('Full 22 Nov at the earliest');
  });
});

describe('no day in sight', () => {
  it('is told by the probability, and only where there is a forecast', () => {
    expect(when(bandwidth({ probability: { within7: 0, within14: 0, within30: 0.004, beforeReset: 0 } }))).toBe(
      'not in 30 days',
    );
    expect(when(bandwidth())).toBe('1 % within 30 days');
    const beyond = { within7: 0.1, within14: 0.2, within30: 0.28, beforeReset: 0.05 };
    expect(when(bandwidth({ probability: beyond }))).toBe('28 % within 30 days');
    expect(headline(bandwidth({ title: 'Edge requests', probability: beyond }))).toBe(
      'Edge requests may reach their limit: 28 % within 30 days',
    );
    expect(when(bandwidth({ expected: null, probability: null, outlook: { state: 'none', why: 'refused' } }))).toBe(
      'no forecast',
    );
  });

  it('learning tells until when, or at most how much', () => {
    const learning = (until: number | null, atMost: number | null) =>
      bandwidth({ expected: null, probability: null, outlook: { state: 'learning', until, atMost } });
    expect(when(learning(november(27), null))).toBe('known from 27 Nov');
    expect(sentence(learning(november(27), null))).toContain('Too early to tell when: known from 27 Nov on.');
    expect(when(learning(null, 620))).toBe('at most 62 % by 30 Nov');
    expect(sentence(learning(null, 620))).toContain(
      'Too early to tell, but at most 62 % by 30 Nov if the busiest day repeats.',
    );
    expect(when(learning(null, null))).toBe('too early to tell');
  });
});

describe('a limit that is reached', () => {
  const over = bandwidth({
    used: 1120,
    percent: 112,
    severity: 'over',
    reachedAt: november(6, 4),
    expected: { q10: MOMENT, q50: MOMENT, q90: MOMENT },
    probability: { within7: 1, within14: 1, within30: 1, beforeReset: 1 },
    again: { q10: null, q50: null, q90: null },
  });

  it('tells a day as the day of its window, never as the hour at which that begins', () => {
    const zone = 'America/Los_Angeles';
    const losAngeles = { ...over.window, zone };
    expect(when({ ...over, window: losAngeles, reachedAt: november(18, 8) })).toBe('passed today');
    expect(when({ ...over, window: losAngeles, reachedAt: november(17, 8) })).toBe('over since 17 Nov');
    expect(when({ ...over, window: losAngeles, reachedAt: november(18, 9) })).toBe('over since 09:00');
  });

  it('says since when, and no day to come', () => {
    expect(headline(over)).toBe('Bandwidth has been over the limit since 6 Nov');
    expect(when(over)).toBe('over since 6 Nov');
    expect(sentence(over)).toBe(
      '1,120 of 1,000 GB are used in this period on the Pro plan, 112 %. Further use is charged.',
    );
    expect(headline({ ...over, title: 'Edge requests' })).toBe('Edge requests have been over the limit since 6 Nov');
    // Of a day that is not over there is no "since".
    const today = { ...over, reachedAt: november(18, 0) };
    expect(headline(today)).toBe('Bandwidth passed its limit today');
    expect(headline({ ...today, title: 'Edge requests', percent: 100 })).toBe(
      'Edge requests reached their limit today',
    );
    expect(when({ ...today, percent: 100 })).toBe('reached today');
  });

  it('says the time of today, the day of a day, by how much where nobody knows since when', () => {
    expect(headline({ ...over, reachedAt: november(18, 9, 12) })).toBe('Bandwidth has been over the limit since 09:12');
    expect(headline({ ...over, reachedAt: null })).toBe('Bandwidth is over the limit by 12 %');
    expect(headline(aStanding({ used: 30, percent: 100, reachedAt: november(17, 9) }))).toBe(
      'Redis storage has been at the limit since 17 Nov',
    );
  });

  it('tells when the next period reaches it again', () => {
    const next = { q10: Date.UTC(2026, 11, 9) / 1000, q50: Date.UTC(2026, 11, 10) / 1000, q90: null };
    expect(sentence({ ...over, again: next })).toContain(
      'In the next period it is reached again 9 Dec at the earliest.',
    );
  });

  it('says what is refused since when, while it is enforced', () => {
    const enforced = aStanding({ percent: 85, enforcing: { since: november(6) } });
    expect(headline(enforced)).toBe('Redis storage: writes have been refused since 6 Nov');
    expect(sentence(enforced)).toContain('Writes have been refused since 6 Nov.');
    const requests = aStanding({ provider: 'openai', unit: 'USD', title: 'OpenAI spend', enforcing: { since: null } });
    expect(headline(requests)).toBe('OpenAI spend: requests are refused now');
  });

  it('is never told as reached before it is, nor any of its thresholds', () => {
    expect(percentWords(aStanding({ percent: 99.7 }))).toBe('99.7 %');
    expect(percentWords(aStanding({ percent: 99.98 }))).toBe('99.9 %');
    expect(percentWords(aStanding({ percent: 74.5 }))).toBe('74.5 %');
    expect(percentWords(aStanding({ percent: 89.96 }))).toBe('89.9 %');
    expect(percentWords(aStanding({ percent: 85.2, atLeast: true }))).toBe('at least 85 %');
  });
});

it('a chart marks where the limit was reached, or is expected to be', () => {
  expect(hitPoint(aStanding())).toEqual({ from: november(22, 9), at: november(23, 9), to: november(25, 9) });
  const past = aStanding({ percent: 112, reachedAt: november(6) });
  expect(hitPoint(past)).toEqual({ from: november(6), at: november(6), to: november(6) });
  expect(hitPoint(aStanding({ percent: 112 }))).toBeNull();
  expect(hitPoint(bandwidth())).toBeNull();
});

describe('what happens there', () => {
  it.each<[string, Partial<Standing>, string, string]>([
    [
      'a paid overage charges',
      { atLimit: 'bill', planName: 'Pro', title: 'Redis storage' },
      'Charged by use',
      'Redis then charges for what is used beyond it',
    ],
    [
      'a hard limit of OpenAI refuses',
      { provider: 'openai', title: 'OpenAI spend', unit: 'USD', window: month },
      'Refuses requests',
      'OpenAI then refuses requests until 1 Dec',
    ],
    [
      "a provider's budget pauses production",
      { provider: 'vercel', atLimit: 'pause', unit: 'USD', title: 'Budget at Vercel', window: month },
      'Pauses production',
      'Vercel then pauses production',
    ],
    [
      "a project's budget pauses the project",
      { provider: 'vercel', atLimit: 'pause', unit: 'USD', projectTitle: 'web' },
      'Pauses the project web',
      'Vercel then pauses the project web',
    ],
    [
      'connections',
      { provider: 'postgres', title: 'Postgres connections', unit: 'connections' },
      'Refuses new connections',
      'Postgres then refuses new connections',
    ],
    [
      'a day of commands',
      {
        title: 'Redis commands',
        unit: 'commands',
        window: { ...month, length: { unit: 'day', count: 1 }, start: november(18), resetsAt: november(19) },
      },
      'Refuses commands',
      'Redis then refuses commands until the day ends',
    ],
    [
      'minutes of builds',
      {
        provider: 'vercel',
        title: 'Build minutes',
        unit: 'minutes',
        window: { ...month, kind: 'rolling', resetsAt: null },
      },
      'Refuses builds',
      'Vercel then refuses builds',
    ],
    ['storage of Neon', { provider: 'postgres', title: 'Neon storage' }, 'Refuses writes', 'Neon then refuses writes'],
    ['an evicting cache', { atLimit: 'none' }, 'Nothing stops', 'nothing stops there, old keys make room for new ones'],
    ['a threshold of the own', { atLimit: 'inform', limitId: 'own' }, 'Only told', 'nothing stops there, you are told'],
    [
      'a provider that no sentence knows',
      { provider: 'weather', title: 'Forecasts', unit: 'count' },
      'Refuses requests',
      'The provider then refuses requests',
    ],
  ])('%s', (_, otherwise, short, clause) => {
    const standing = aStanding(otherwise);
    expect(atLimitShort(standing)).toBe(short);
    expect(sentence(standing)).toContain(`; ${clause}.`);
  });
});

describe('what is not known', () => {
  it('says why, and never that nothing is near', () => {
    expect(when(refused('not-permitted'))).toBe('no permission');
    expect(headline(refused('not-permitted'))).toBe('Redis storage: no permission');
    expect(sentence(refused('not-permitted'))).toBe('The token of cache may not read it. The limit is 30 MB.');
    expect(when(refused('invalid-credential'))).toBe('token refused');
    expect(when(refused('not-on-plan'))).toBe('not on this plan');
    expect(when(refused(null))).toBe('not read yet');
  });

  it('says how old a stale reading is, and no forecast of it', () => {
    const stale = aStanding({
      freshness: { state: 'stale', since: MOMENT - 3 * 3600, reason: 'unreachable' },
      outlook: { state: 'none', why: 'stale' },
      expected: null,
      probability: null,
      growth: null,
    });
    expect(when(stale)).toBe('last read 3 h ago');
    expect(headline(stale)).toBe('Redis storage was at 85 % of its limit when last read');
    expect(sentence(stale)).toBe(
      '25.5 of 30 MB were used on the Free plan, 85 %, as read 3 h ago. ' +
        'What comes cannot be told from so old a reading. At the limit Redis refuses writes.',
    );
  });

  it('a sum with missing days is a lower bound', () => {
    const partial = bandwidth({ atLeast: true, missing: [november(3), november(4)] });
    expect(usedWords(partial)).toBe('at least 412 of 1,000 GB');
    expect(sentence(partial)).toContain('At least 412 of 1,000 GB are used in this period on the Pro plan, 41 %');
    expect(sentence(partial)).toContain('2 days are missing in it.');
  });
});

describe('a day in progress', () => {
  it('is told with what the whole day is expected to hold', () => {
    const window = {
      ...month,
      length: { unit: 'day', count: 1 },
      start: november(18),
      resetsAt: november(19),
    } as const;
    const commands = aStanding({
      title: 'Redis commands',
      unit: 'commands',
      used: 140,
      limit: 10_000,
      percent: 1.4,
      window,
      day: { expected: { q10: 5400, q50: 6200, q90: 9600 }, lastSeven: [] },
    });
    expect(sentence(commands)).toContain('140 of 10,000 commands are used today on the Free plan, 1.4 %.');
    expect(sentence(commands)).toContain(
      "About 6,200 commands are expected by the day's end, 62 % of the limit (5,400 to 9,600).",
    );
  });
});

describe('names', () => {
  it('tell two limits of one metric apart, and two accounts', () => {
    const plan = bandwidth();
    const own = bandwidth({ key: `${plan.key}#own`, limitId: 'own' });
    const other = bandwidth({ key: 'vercel-2/VERCEL_BANDWIDTH/TRANSFER_GB', connectionTitle: 'side' });
    const project = bandwidth({ key: `${plan.key}@web`, projectTitle: 'web' });
    expect([...namesOf([plan, own, other, project, aStanding()]).values()]).toEqual([
      'Bandwidth, acme, in this period',
      'Bandwidth, acme, own threshold',
      'Bandwidth, side',
      'Bandwidth of web',
      'Redis storage',
    ]);
  });

  it.each([
    [{ kind: 'moment', length: null }, 'point in time'],
    [{ kind: 'fixed', length: { unit: 'day', count: 7 } }, 'per week'],
    [{ kind: 'fixed', length: { unit: 'hour', count: 24 } }, 'per 24 hours'],
    [{ kind: 'rolling', length: { unit: 'day', count: 30 } }, 'rolling 30 days'],
    [{ kind: 'fixed', length: { unit: 'contract' } }, 'by contract'],
  ] as const)('of windows: %o is %s', (window, words) => {
    expect(windowWords({ ...month, ...window })).toBe(words);
  });
});
