import { twoInARow } from './broken-numbers';
import { turnedOrder } from './comparisons';
import { turnedSpan } from './directions';
import { freeClaim } from './free-claims';
import type { Known } from './known';
import type { Reading } from './reading';
import { otherRefusal } from './refusals';
import { otherSeats } from './seats';
import { otherStanding } from './standing-claims';
import { struck, type Verdict } from './verdict';

/** Why a sentence is struck for what it says as a whole, whatever its figures are; null where it is not. */
export function falseItself(reading: Reading, known: Known, now: number): Verdict | null {
  const numbers = twoInARow(reading);
  if (numbers !== null) {
    return struck(numbers, 'unreadable');
  }
  const word = turnedSpan(reading) ?? turnedOrder(reading, known, now) ?? freeClaim(reading, known);
  if (word !== null) {
    return struck(word, 'turned');
  }
  const said = otherRefusal(reading, known.refused) ?? otherSeats(reading, known);
  if (said !== null) {
    return struck(said, 'elsewhere');
  }
  const other = otherStanding(reading, known);
  return other && struck(other.claim, other.reason);
}
