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
