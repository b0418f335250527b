import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';

it('tries', () => {
  const documents = ['limits', 'bill', 'recommendations', 'alerts', 'usage'].map((id) => ({ id, text: readFileSync(`/tmp/r18c/${id}.json`, 'utf8') }));
  const options = { now: 1795992548, zone: 'America/Los_Angeles' };
  const text = readFileSync('/tmp/r18c/answer.txt', 'utf8');
  for (let i = 0; i < 4; i += 1) {
    const t = performance.now();
    proveAnswer(text, { documents }, options);
    console.log(performance.now() - t, 'ms');
  }
  for (const one of proveAnswer(text, { documents }, options).sentences) {
    if (one.text.trim() !== '') console.log(one.struck ? `STRUCK ${one.struck.reason} [${one.struck.claim}]` : `ok ${one.sources.map((s) => `${s.claim}=${s.document}${s.pointer}`).join('; ')}`, '|', one.text.trim());
  }
});
