import type { TextAt } from './evidence-texts';
import type { NameBook } from './known';
import { normalName } from './name-book';
import { piecesOf } from './sentences';

/** Fewer words are a title or a figure, of which what stands around them says what it is. */
const FEWEST_WORDS = 4;

/**
 * Finds the sentences of our texts again that a model repeats word for word: `in Washington, D.C. it is $50.57`. None of
 * a text in which a name stands that could end a sentence and begin another one: that one would be the name's. Read when
 * it is first asked for.
 */
export function sentencesOf(texts: readonly TextAt[], { names }: NameBook): (sentence: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  const read = () => {
    const talking = [...names].flatMap(([name, { people }]) =>
      people && /[.!?…。！？]\s|\n/u.test(name) ? [name] : [],
    );
    return new Set(
      texts
        // A text without a field may be anybody's.
        .filter(
          ({ text, key }) => key !== 'name' && key !== '' && !talking.some((name) => normalName(text).includes(name)),
        )
        .flatMap(({ text }) => piecesOf(text).map(({ said }) => plain(said))),
    );
  };
  return (sentence) => {
    const said = plain(sentence);
    if (said.split(' ').length < FEWEST_WORDS) {
      return false;
    }
    known ??= read();
    return known.has(said);
  };
}

function plain(sentence: string): string {
  return sentence.trim().replace(/[.!?]$/, '');
}
