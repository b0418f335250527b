import type { Figure } from './figure';
import type { KnownNumber } from './known';
import { datesOf, labelsOf } from './labels';
import type { Reading } from './reading';
import { spanOf } from './said';

type Found = ReadonlyMap<Figure, readonly KnownNumber[]>;

/** Behind these words stands what something is added to; or, of `on top` alone, before them. */
const ON_TOP_OF = /\b(?:on top of|in addition to|besides) (?:the |your |its )?(?:about )?$/;
const ON_TOP = /\b(?:on top(?: of (?:that|it|this))?|in addition)\b(?! (?:of|to) )/;
const ANOTHER = /\banother (?:about |around |roughly )?[$€£]? ?$/;

/** What an account or everything comes to. */
const TOTAL = /\/(?:soFar|projected|lastMonth)\/(?:amount|total|atLeast|q50)$/;
/** What is in it. */
const PART = /\/lines\/\d+\/amount$|\/by(?:Service|Project)\/\d+\/(?:amount|listAmount)$/;

/**
 * The figure which a sentence puts on top of a whole that it is a part of already (`about $67, and the $20 fee on top of
 * that`); null where there is none.
 */
export function twiceCounted(reading: Reading, numbers: Found): Figure | null {
  const text = reading.text.toLowerCase();
  const found = [...numbers.keys()].sort((a, b) => a.from - b.from);
  const before = (figure: Figure) => text.slice(0, spanOf(reading, figure).start);
  const whole =
    found.find((figure) => ON_TOP_OF.test(before(figure))) ??
    (ON_TOP.test(text) || found.some((figure) => ANOTHER.test(before(figure))) ? found[0] : undefined);
  const own = whole === undefined ? [] : (numbers.get(whole) ?? []);
  return own.some(isTotal) && !own.some(({ pointer }) => PART.test(pointer))
    ? (found.find((figure) => figure !== whole && isOnlyPart(numbers.get(figure) ?? [])) ?? null)
    : null;
}

function isOnlyPart(numbers: readonly KnownNumber[]): boolean {
  return numbers.some(isPart) && !numbers.some((one) => isTotal(one) || one.pointer.startsWith('/recommendations/'));
}

function isTotal(one: KnownNumber): boolean {
  return (
    TOTAL.test(one.pointer) || (datesOf(one.record).length === 0 && labelsOf(one).get('line')?.has('all') === true)
  );
}

function isPart(one: KnownNumber): boolean {
  const line = labelsOf(one).get('line');
  return PART.test(one.pointer) || (line !== undefined && !line.has('all'));
}
