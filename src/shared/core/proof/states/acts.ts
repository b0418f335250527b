import type { Known, KnownRecord, StateFact } from '../known';
import { isDeniedAt } from './denial';
import { isOf, STATE_WORDS } from './state-words';

/** True where of what a figure may be nothing does what is said of it: `paused at $50`, of what only tells. */
export function isOtherAct(records: readonly KnownRecord[], clause: string, known: Known): boolean {
  const facts = known.states.facts.get('act') ?? [];
  const acts = records.flatMap((record) => nearest(record, facts).map(({ value }) => value));
  return (
    acts.length > 0 &&
    STATE_WORDS.some((words) => {
      const found = words.kind === 'act' && isOf(words, clause) ? words.said.exec(clause) : null;
      return found !== null && !isDeniedAt(clause, found) && !acts.some((act) => words.fits.includes(act));
    })
  );
}

function nearest(record: KnownRecord, facts: readonly StateFact[]): readonly StateFact[] {
  const own = facts.filter((fact) => fact.record === record);
  return own.length > 0 || record.parent === null ? own : nearest(record.parent, facts);
}
