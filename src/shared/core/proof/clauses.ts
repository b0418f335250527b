/** Where a clause ends and another one begins that may be about something else. */
export const CLAUSE_BREAK = /[;:()]|, |\b(?:but|while|whereas|although|though)\b/;
/** The same where what is joined by "and" is of two things as well. */
export const PART_BREAK = new RegExp(String.raw`${CLAUSE_BREAK.source}|\band\b`);

/** Where another thought begins, of which what stands before says nothing. */
export const THOUGHT_BREAK = /;|, (?:and|so)\b|, of which\b|\b(?:but|while|whereas|although|though|because)\b/;

/** A clause of a sentence, and the index at which it begins there. */
export interface Clause {
  readonly clause: string;
  readonly start: number;
}

/** The clauses of a sentence between what `breaks` finds, in order. */
export function clausesOf(text: string, breaks: RegExp): readonly Clause[] {
  let at = 0;
  return text.split(breaks).map((clause) => {
    const start = text.indexOf(clause, at);
    at = start + clause.length;
    return { clause, start };
  });
}
