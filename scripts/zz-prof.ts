import { readFileSync } from 'node:fs';
import { proveAnswer } from '#shared/core/proof/prove';
const read = (name: string) => JSON.parse(readFileSync(`test/fixtures/proof/${name}.json`, 'utf8'));
const sets = read('evidence');
const documents = ['limits', 'bill', 'recommendations', 'alerts', 'usage'].map((id) => ({ id, text: readFileSync(`/tmp/r18c/${id}.json`, 'utf8') }));
const text = readFileSync('/tmp/r18c/answer.txt', 'utf8');
for (let i = 0; i < 30; i += 1) {
  const t = performance.now();
  proveAnswer(text, { documents }, { now: 1795992548, zone: 'America/Los_Angeles' });
  if (i % 5 === 0) console.log(performance.now() - t);
}
