import { readFileSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';

const read = (name: string) => JSON.parse(readFileSync(`test/fixtures/proof/${name}.json`, 'utf8'));
it('tries', () => {
  const sets = read('evidence');
  const judge = ({ evidence, text }: { evidence: string; text: string }) => {
    const { now, zone, documents, question } = sets[evidence];
    return proveAnswer(text, { question, documents: documents.map(({ id, value }: { id: string; value: unknown }) => ({ id, text: JSON.stringify(value) })) }, { now: Math.floor(Date.parse(now) / 1000), zone });
  };
  const t = performance.now();
  let out = '';
  let bad = 0;
  for (const one of read('true-sentences')) {
    const proof = judge(one);
    if (proof.struck > 0) { bad += 1; out += `TRUE STRUCK ${JSON.stringify(proof.sentences.find((s) => s.struck)?.struck)} | ${one.text}\n`; }
  }
  out += `${bad} true struck\n`;
  let missed = 0;
  for (const one of read('hostile-sentences')) {
    const proof = judge(one);
    if (proof.struck === 0) { missed += 1; out += `HOSTILE PASSED ${JSON.stringify(proof.sentences.flatMap((s) => s.sources.map((x) => `${x.claim}=${x.document}${x.pointer}`)))} | ${one.text} (${one.why})\n`; }
  }
  out += `${missed} hostile passed, ${performance.now() - t} ms\n`;
  writeFileSync('/tmp/r18c/result.txt', out);
});
