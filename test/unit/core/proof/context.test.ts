import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';

const NOW = { now: Date.parse('2026-11-29T22:50:00Z') / 1000, zone: 'UTC' };

describe('a sentence that goes on from the one before', () => {
  const overall = {
    count: 402,
    inside80: 285,
    share80: 0.709,
    sentence: 'Of 402 forecasts that came due, 285 came true inside the range that holds in 8 of 10 cases.',
  };

  it('is read with it: what came true is the forecasts’', () => {
    const text = 'Of 402 forecasts that came due, 285 came true inside the range. That is 71 %.';
    const { struck } = proveAnswer(
      text,
      { documents: [{ id: 'forecast_record 0', text: JSON.stringify({ overall }) }] },
      NOW,
    );
    expect(struck).toBe(0);
  });
});

describe('a sentence as a piece of an answer', () => {
  const advice = {
    recommendations: [
      {
        title: 'Leave out builds',
        speaksAgainst: ['From 71 % less on nothing more is saved: the rest lapses with the included credit.'],
      },
    ],
    limits: [{ title: 'Included credit', percent: 12 }],
  };
  const struckIn = (text: string) =>
    proveAnswer(text, { documents: [{ id: 'read', text: JSON.stringify(advice) }] }, NOW).struck;

  it('may hold a clause of our texts word for word, whatever else it names', () => {
    expect(struckIn('From 71 % less on nothing more is saved, because the rest lapses with the included credit.')).toBe(
      0,
    );
    expect(struckIn('From 72 % less on nothing more is saved, because the rest lapses with the included credit.')).toBe(
      1,
    );
    expect(struckIn('The included credit is used up to 71 %, because nothing more is saved.')).toBe(1);
  });

  it('ends behind a day with a short month', () => {
    const text = 'It was used up on 10 Nov. The use has been steady.';
    const { sentences } = proveAnswer(text, { documents: [] }, NOW);
    expect(sentences.map((one) => one.text.trim())).toEqual(['It was used up on 10 Nov.', 'The use has been steady.']);
    expect(proveAnswer('It ends on Nov. 23 or so.', { documents: [] }, NOW).sentences).toHaveLength(1);
  });

  it('counts what the answer itself tells, which is no figure', () => {
    expect(struckIn('Two things are missing.')).toBe(0);
    expect(struckIn('Nine things are missing.')).toBe(1);
    expect(struckIn('Two projects are missing.')).toBe(1);
  });
});
