import { expect, it } from 'vitest';
import { maskingOf } from '#shared/core/proof/masking/masking';
import { proveAnswer } from '#shared/core/proof/prove';

const OPTIONS = { now: 1_795_992_548, zone: 'UTC' };
/** Characters: at a square of it any of these would take minutes. */
const LONG = 60_000;

it.each([
  ['digits', '1'],
  ['groups', '1,'],
  ['spaced groups', '111 '],
  ['dots', '1.'],
  ['words of numbers', 'one hundred and '],
  ['dashes', '-'],
  ['months', 'Dec 1 to '],
  ['marks', '*_~`'],
  ['quotes', '"a'],
  ['tags', '<a'],
  ['at signs', 'a@'],
  ['hosts', 'a.'],
  ['entities', '&'],
  ['spaces', ' '],
  ['lines', '1.\n'],
  ['sentences', 'It is $1. '],
  ['unseen', '\u200b'],
  ['brackets', '[('],
  ['accents', 'a\u0301'],
  ['letters', 'a'],
  ['mixed', 'a1'],
])('reads a long text of %s', (_name, piece) => {
  const text = piece.repeat(Math.ceil(LONG / piece.length));
  const proof = proveAnswer(
    text,
    {
      documents: [
        { id: 'read', text: '{"cost":1,"currency":"USD"}' },
        { id: 'text', text },
      ],
    },
    OPTIONS,
  );
  expect(proof.sentences.map((one) => one.text).join('')).toBe(text);
  expect(maskingOf([{ kind: 'project', name: 'web' }]).out(text)).not.toBe('');
});
