import { twoInARow } from './broken-numbers';
import { turnedOrder } from './comparisons';
import { turnedSpan } from './directions';
import { freeClaim } from './free-claims';
import { otherFullness } from './fullness';
import type { Known } from './known';
import type { Reading } from './reading';
import { otherSeats } from './seats';
import { otherState } from './states/held-states';
import { unreadThing } from './unread-things';
import { struck, type Verdict } from './verdict';
import { turnedReach } from './which-first';

/** Why a sentence is struck for what it says as a whole, whatever its figures are; null where it is not. */
export function falseItself(reading: Reading, known: Known, now: number): Verdict | null {
  const numbers = twoInARow(reading);
  if (numbers !== null) {
    return struck(numbers, 'unreadable');
  }
  const word =
    turnedSpan(reading) ??
    turnedOrder(reading, known, now) ??
    turnedReach(reading, known, now) ??
    otherFullness(reading, known) ??
    freeClaim(reading, known);
  if (word !== null) {
    return struck(word, 'turned');
  }
  const said = otherState(reading, known) ?? otherSeats(reading, known) ?? unreadThing(reading, known);
  return said === null ? null : struck(said, 'elsewhere');
}
