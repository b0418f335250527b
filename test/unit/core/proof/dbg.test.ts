import { it } from 'vitest';
import { readFigures } from '#shared/core/proof/reading';
import { unitNamed } from '#shared/core/proof/units';
it('dbg', () => {
  const book = { lengths: new Map(), names: new Map() };
  for (const text of ['4.5 MB are left.', '95 seconds', '8.5 GB', '25.5 MB of 30 MB', 'Forty-five of fifty-two forecasts']) {
    const r = readFigures(text, book, { now: 1795992548, zone: 'UTC' });
    console.log(text, JSON.stringify('figures' in r ? r.figures : r), unitNamed('MB'));
  }
});
