import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { DAY } from '#shared/domain/instant';
import type { Advice, AdvicePoint } from '#shared/domain/recommendation';
import { adviceTitle, adviceWords, FIGURE_LABELS, pointSentence, SENTENCES } from '#shared/words/recommendation';
import { QUESTIONS } from '#shared/words/recommendation-questions';
import { type MadeAccount, madeFacts, NOW } from '../../../fixtures/made-account';

const READER = { now: NOW, zone: 'UTC' };
/** Figures as the kinds hand them over: one of each name that any sentence asks for. */
const FIGURES: AdvicePoint['figures'] = {
  ...{ account: 'acme', above: 'Fixed 250MB', database: 'staging-db', metric: 'Redis storage', model: 'gpt-6.1-sol' },
  ...{ outcome: 'credential-expired', plan: 'Fixed 250MB', project: 'docs', smaller: 'gpt-6-luna', source: 'Usage' },
  ...{
    today: 'Free',
    unit: 'MB',
    next: 'Flat Rate CDN 100',
    text: 'As an older version wrote it.',
    condition: 'can-wait',
    below: 'Pay as you go',
  },
  ...{ amount: 18.29, answer: 0.5, at: NOW - 86_400 * 5, awake: 30, bill: 252, by: 14, bytes: 1.2e6, compute: 180 },
  ...{ cost: 288, count: 2, credit: 20, cycles: 1, days: 5, difference: 14, each: 20, factor: 0.5, freed: 2, from: 24 },
  ...{
    fees: 60,
    has: 250,
    high: 260,
    input: 665,
    instead: 1000,
    least: 1024,
    left: 7.5,
    limit: 256,
    middle: 120,
    month: 560,
    most: 6,
    needs: 310,
  },
  ...{
    output: 35,
    paid: 185.6,
    percent: 85,
    quantity: 1174.6,
    read: 0.7,
    requests: 3,
    saving: 40,
    seats: 3,
    share: 0.945,
  },
  ...{ region: 'gru1', other: 'iad1', city: 'Washington, D.C.', there: 36.1 },
  ...{ small: 14.4, threshold: 90, to: 10, tokens: 120e6, used: 218, written: 0.05 },
};

const GOLDEN = resolve('test/golden/recommendations');
interface GoldenCase {
  readonly name: string;
  readonly account: MadeAccount;
  readonly answers?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
const advice: readonly Advice[] = readdirSync(GOLDEN)
  .filter((name) => name.endsWith('.json'))
  .flatMap((file) => (JSON.parse(readFileSync(join(GOLDEN, file), 'utf8')) as { cases: GoldenCase[] }).cases)
  .flatMap(({ account, answers }) => generate(madeFacts(account, answers && { answers }), KINDS));

const said = (code: string) => pointSentence({ code, figures: FIGURES }, 'USD', READER);
const sentences = Object.keys(SENTENCES).map((code): readonly [string, string] => [code, said(code)]);
const pointsOf = (one: Advice): readonly AdvicePoint[] => [
  one.priorityReason,
  ...[one.reason, one.benefits, one.risks, one.against, one.evidence.points, one.steps.points].flat(),
  ...one.alternatives.flatMap(({ lost }) => lost ?? []),
];

/** What a reader should never meet; empty for a good sentence. */
function faults(text: string): readonly string[] {
  const words = text.split(/\s+/).filter((word) => /\w/.test(word));
  const bare = [
    ...text
      .replace(/\b(?:Fixed|Rate CDN|gpt|Build|opus|sonnet|haiku)[- ][\w.-]*\d[\w.-]*/g, 'name')
      .matchAll(/(?<![\w.$,-])\d[\d,.]*(?= |$|[;:)])/g),
  ].filter(
    ({ 0: figure, index }) =>
      !UNIT.test(
        text
          .replace(/\b(?:Fixed|Rate CDN|gpt|Build|opus|sonnet|haiku)[- ][\w.-]*\d[\w.-]*/g, 'name')
          .slice(index + figure.length),
      ),
  );
  return [
    ...(words.length > 25 ? [`${words.length} words`] : []),
    ...(/\b[A-Z]{2,}_[A-Z]|\b[a-z]+(?:_[a-z]+)+\b|undefined|NaN|null|\[object/.test(text)
      ? ['a name of the code']
      : []),
    ...(/^[A-Z$\d]/.test(text) || /^(gpt|claude|staging|main|docs|old)/.test(text) ? [] : ['no capital']),
    ...(/[.?]$/.test(text) ? [] : ['no end']),
    ...bare.map(({ 0: figure }) => `${figure} without a unit`),
  ];
}
/** What may stand behind a figure, so that it is one of something. */
const UNIT =
  /^ (?:[kMG] )?(?:of (?:[\d,.]+ (?:[kMG] )?)?)?(?:%|[MGT]?B\b|kB|min\b|ms\b|bytes|tokens|commands|requests?|invocations|CPU-|GB-|CU-|hours?|days?|weeks|months|seats?|deploying|cycles?|members?|transformations|writes|reads|minutes|units|fewer|a month|to [\d.]+ CU|Nov|Dec)/;

describe('the sentences of recommendations', () => {
  it('are listed for review', async () => {
    const own = Object.keys(QUESTIONS).map((code) => QUESTIONS[code]?.(advice[0] as Advice) ?? '');
    const titles = [...new Set(advice.map((one) => adviceTitle(one)))].sort();
    const text = [
      '# Every sentence that a recommendation can say',
      '',
      'Written by a test, with made-up figures, so that a change of words is seen and read. Their home is `src/shared/words/recommendation*.ts`.',
      ...section('Titles', titles),
      ...section(
        'Sentences',
        sentences.map(([, sentence]) => sentence),
      ),
      ...section('Questions', own),
      ...section('Labels of the figures that are asked', Object.values(FIGURE_LABELS)),
    ].join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot(resolve('docs/recommendation-sentences.md'));
  });

  it.each(sentences)('%s reads well', (_code, sentence) => {
    expect(faults(sentence)).toEqual([]);
  });

  it('exist for every code that a kind has used', () => {
    const codes = new Set(advice.flatMap((one) => pointsOf(one).map(({ code }) => code)));
    expect([...codes].filter((code) => SENTENCES[code] === undefined)).toEqual([]);
    expect(codes.size).toBeGreaterThan(80);
  });

  it('read well with the figures of the golden cases too', () => {
    const wrong = advice.flatMap((one) =>
      pointsOf(one)
        .map((point) => pointSentence(point, 'USD', READER))
        .filter((sentence) => faults(sentence).length > 0)
        .map((sentence) => `${one.kind}: ${sentence} (${faults(sentence).join(', ')})`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('have one for each question, and a label for each figure that is asked', () => {
    for (const one of advice) {
      const words = adviceWords(one, READER);
      expect(words.question === '', one.kind).toBe(one.question === null);
      expect(words.title).not.toMatch(/undefined|_/);
      expect((one.question?.figures ?? []).filter(({ name }) => FIGURE_LABELS[name] === undefined)).toEqual([]);
    }
  });
});

it.each([
  ['sent', { database: 'demo', bytes: 0, days: 30 }, 'demo sent nothing in 30 days.'],
  ['sent', { database: 'demo', bytes: 3e5, days: 30 }, 'demo sent only 300 kB in 30 days.'],
  [
    'does-not-fit',
    { metric: 'Function invocations', has: 1e6, needs: 3.1e6, unit: 'invocations' },
    'Its limit on function invocations is 1 M invocations; expect up to 3.1 M invocations.',
  ],
  ['charged-for', { metric: 'Redis commands this month', cost: 42.71 }, 'Redis commands: $42.71 this month.'],
])('%s with %o', (code, figures, sentence) => {
  expect(pointSentence({ code, figures }, 'USD', { now: 0 })).toBe(sentence);
});

describe('the lint of sentences', () => {
  it.each([
    ['VERCEL_KV is at 85 %.', 'a name of the code'],
    ['It has 250 left.', '250 without a unit'],
    [`${'word '.repeat(26)}.`, '26 words'],
    ['It costs undefined.', 'a name of the code'],
    ['It has no end', 'no end'],
  ])('refuses "%s"', (sentence, fault) => {
    expect(faults(sentence.charAt(0).toUpperCase() + sentence.slice(1))).toContain(fault);
  });
});

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `## ${title}`, '', ...lines.map((line) => `- ${line}`)];
}

it.each([
  [0, 'full in about 5 days.'],
  [3, 'full in about 2 days.'],
  [9, 'full in about 1 hour.'],
])('what was five days ahead is told as it is ahead %d days later', (later, end) => {
  const point = { code: 'is-reached-in', figures: { ...FIGURES, days: 5 } };
  expect(pointSentence(point, 'USD', { now: NOW + later * DAY, asOf: NOW }).endsWith(end)).toBe(true);
});
