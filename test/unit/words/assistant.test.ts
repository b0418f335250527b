import { expect, it } from 'vitest';
import { ASSISTANT_REASONS } from '#shared/domain/assistant';
import { formatMoment } from '#shared/format/date';
import {
  assistantReason,
  costWords,
  leftOutWords,
  maskedWords,
  outcomeWords,
  spentWords,
  spokenProgress,
} from '#shared/words/assistant';

it.each([
  [{ tokens: 0, usd: 0, atMost: false }, ''],
  [{ tokens: 1_240, usd: 0.0042, atMost: false }, '$0.0042, 1,240 tokens'],
  [{ tokens: 1_240, usd: 0.5, atMost: true }, 'at most $0.50, 1,240 tokens'],
  [{ tokens: 2, usd: 0.00001, atMost: false }, 'under $0.0001, 2 tokens'],
  [{ tokens: 1_240, usd: null, atMost: true }, 'price unknown, at most 1,240 tokens'],
])('%j costs %j', (cost, words) => {
  expect(costWords(cost)).toBe(words);
});

it('says what was spent of which cap', () => {
  const spent = { usd: 0.12, unpricedTokens: 12_953 };
  const caps = { capUsd: 5, capTokens: 500_000 };
  expect(spentWords({ ...spent, isUnpriced: false }, caps)).toBe('$0.12 of $5.00 this month');
  expect(spentWords({ ...spent, isUnpriced: true }, caps)).toBe('12,953 of 500,000 tokens this month');
});

it('says how many recommendations are not sent, and nothing where all are', () => {
  const of = (leftOut: number) => leftOutWords({ recommendations: Array.from({ length: 25 }), leftOut });
  expect([of(6), of(1), of(0)]).toEqual([
    'Only the 25 most urgent of 31 open recommendations are sent; 6 are left out.',
    'Only the 25 most urgent of 26 open recommendations are sent; 1 is left out.',
    '',
  ]);
});

it('says whether names are masked', () => {
  expect([maskedWords(4, true), maskedWords(1, true), maskedWords(0, false)]).toEqual([
    '4 names are sent as placeholders.',
    '1 name is sent as a placeholder.',
    'Names are sent as they are.',
  ]);
});

it('says until when a provider wants to be left alone, in whole minutes of the clock here', () => {
  // 2026-11-24T10:00:00Z and half a minute: the minute that is named must be over.
  const at = 1_795_514_400;
  expect(assistantReason('rate-limited', at + 30)).toContain(`Try again after ${formatMoment(at + 60)}.`);
  expect(assistantReason('rate-limited', at)).toContain(`Try again after ${formatMoment(at)}.`);
  expect(assistantReason('provider-error', at)).toContain(`Try again after ${formatMoment(at)}.`);
  expect(assistantReason('rate-limited')).toContain('Try again later.');
  expect(assistantReason('stopped', at)).toBe('You stopped it.');
});

it('has a sentence of its own for every reason, which the log says too', () => {
  expect(new Set(ASSISTANT_REASONS.map((reason) => assistantReason(reason))).size).toBe(ASSISTANT_REASONS.length);
  expect([outcomeWords(null, false), outcomeWords('timeout', false)]).toEqual(['answered', assistantReason('timeout')]);
});

it('tells a screen reader how far an answer is', () => {
  const said = {
    status: 'running',
    sentences: [{ struck: false }, { struck: true }],
    reads: [],
    failure: null,
  } as const;
  expect(spokenProgress({ ...said, sentences: [] })).toBe('Asking');
  expect(spokenProgress({ ...said, sentences: [], reads: [{}] })).toBe('Reading figures');
  expect(spokenProgress(said)).toBe('Answering');
  expect(spokenProgress({ ...said, status: 'done' })).toBe('Answered in 2 sentences, 1 struck');
  expect(spokenProgress({ ...said, status: 'failed', failure: { reason: 'stopped' } })).toBe(
    'Stopped after 2 sentences, 1 struck',
  );
  expect(spokenProgress({ ...said, status: 'failed', sentences: [], failure: { reason: 'timeout' } })).toBe(
    'No answer',
  );
});
