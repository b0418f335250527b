import type { KnownNumber } from './known';
import { datesOf, labelsOf } from './labels';
import type { Ground } from './ties';

const EARLIER = /\/(?:lastMonth|previous|before)\b/;
/** What became more or less: of that both are the same thing, at two times. */
const BECAME =
  /\b(?:doubl(?:ed|es|ing)|halv(?:ed|es|ing)|tripl(?:ed|es|ing)|(?:will|to|could|may|might|would) (?:double|halve|triple))\b/;

/** Whether a sentence may tell how many times one number is another: of two things, of a whole, or of two times. */
export function mayBeMultiple(a: KnownNumber, b: KnownNumber, { stated, text }: Ground): boolean {
  const isStated = stated.has(a) && stated.has(b);
  const isOfTwoTimes = EARLIER.test(a.pointer) !== EARLIER.test(b.pointer) || [a, b].every(isDated);
  return (
    isStated || isOfTwoTimes || (!BECAME.test(text) && (a.row !== b.row || a.field === b.field || [a, b].some(isWhole)))
  );
}

function isDated({ record }: KnownNumber): boolean {
  return datesOf(record).length > 0;
}

function isWhole(one: KnownNumber): boolean {
  return one.key === 'limit' || labelsOf(one).get('pool')?.has('whole') === true;
}
