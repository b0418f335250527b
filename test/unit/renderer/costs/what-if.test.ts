import { describe, expect, it } from 'vitest';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import { AS_NOW, changesText, trafficFactor } from '../../../../src/renderer/screens/costs/what-if-changes';
import {
  captionOf,
  differenceLines,
  firstCycleWords,
  signedMoney,
} from '../../../../src/renderer/screens/costs/what-if-words';

describe('the wish', () => {
  it('asks nothing while all is as it is', () => {
    expect(changesText(AS_NOW)).toBe('');
    expect(changesText({ ...AS_NOW, traffic: '1.0' })).toBe('');
  });

  it('is text that main understands, whatever is chosen', () => {
    const text = changesText({
      traffic: '2.5',
      plan: 'hobby',
      region: 'fra1',
      buildMachine: 'turbo',
      halfImages: true,
      moreCacheHits: true,
      model: 'gpt-6.1-sol',
      instead: 'gpt-6-luna',
    });
    const parsed = parseWhatIf(text);
    expect(parsed.ok && parsed.value).toEqual([
      { kind: 'traffic', factor: 2.5 },
      { kind: 'plan', plan: 'hobby' },
      { kind: 'region', region: 'fra1' },
      { kind: 'build-machine', machine: 'turbo' },
      { kind: 'images', factor: 0.5 },
      { kind: 'cache-hits', points: 20 },
      { kind: 'model', from: 'gpt-6.1-sol', to: 'gpt-6-luna' },
    ]);
    expect(changesText({ ...AS_NOW, model: 'gpt-6.1-sol' })).toBe('');
  });

  it.each(['', ' ', 'twice', '-1', '1001', 'NaN'])('takes %j for no factor and asks nothing', (traffic) => {
    expect(trafficFactor(traffic)).toBeNull();
    expect(changesText({ ...AS_NOW, traffic, plan: 'hobby' })).toBe('');
  });

  it('lets traffic fall to nothing', () => {
    expect(changesText({ ...AS_NOW, traffic: '0' })).toBe('traffic=0');
  });
});

it('says what a tier that is too small costs first', () => {
  const first = { planName: 'Pro with Flat Rate CDN, included tier', cycles: 1, total: 20, difference: -46.32 };
  expect(firstCycleWords(first, 'USD')).toBe(
    'The first cycle on Pro with Flat Rate CDN, included tier: $20, −$46; then it moves up.',
  );
  expect(captionOf('As now', '')).toBe('As now');
});

describe('the difference', () => {
  it('carries its sign', () => {
    expect(signedMoney(65.7, 'USD')).toBe('+$66');
    expect(signedMoney(-1.09, 'USD')).toBe('−$1.09');
    expect(signedMoney(-0.001, 'USD')).toBe('$0');
  });

  it('names the largest parts, adds the rest up, leaves out what stays', () => {
    const lines = [1, 2, 3, 4, 5, 6, 7].map((by) => ({ title: `part ${by}`, today: 10, changed: 10 + by }));
    const told = differenceLines([...lines, { title: 'fee', today: 20, changed: 20 }], 'USD');
    expect(told.map(({ title }) => title)).toEqual(['part 7', 'part 6', 'part 5', 'part 4', 'part 3', '2 more']);
    expect(told.at(-1)?.words).toBe('+$3');
  });

  it('says unknown for a part that either side does not know', () => {
    expect(differenceLines([{ title: 'Images', today: null, changed: 4 }], 'USD')).toEqual([
      { title: 'Images', words: 'unknown' },
    ]);
  });
});
