import type { NamedSpan } from './name-book';

/** Names of a sentence that are no words of it: `web` and `cache` may be. */
export function certainNames(text: string, names: readonly NamedSpan[]): NamedSpan[] {
  const certain = names.filter(
    ({ name, marked, start, end }) =>
      marked ||
      /[ \d·/-]/.test(name) ||
      /^\p{Lu}/u.test(text.slice(start, end)) ||
      (NAME_BEFORE.test(text.slice(0, start)) && NAME_BEHIND.test(text.slice(end))),
  );
  // Where one project is named the others are too.
  return certain.some(({ kinds }) => kinds.includes('project'))
    ? names.filter((one) => one.kinds.includes('project') || certain.includes(one))
    : certain;
}

/** A name in small letters begins a sentence, or stands where a word would have an article. */
const NAME_BEFORE = /^\W*$|[.!?:] $|\b(?:of|for|in|by|from|than|and|with|but|while|is|to|on|,) $/i;
const NAME_BEHIND =
  /^(?:\W*$|[,.;:)]|'s\b| (?:alone|itself|and|or|to|at|by|in|on|for|from|than|with|is|was|has|had|costs?|ran|runs|uses?|used|took|takes|so|since|went|goes|makes?|made|accounts?|are|were|rose|rises|fell|falls|grew|grows|comes?|came|stands?|stood|together|needs?|spends?|spent|gets?|sends?|sent|will|would|should|can|could|may|might|now|only|reached|reaches)\b| [$€£\d])/;
