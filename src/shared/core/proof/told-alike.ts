/** Fewer words are a figure and its unit, of which what stands around them says whose they are. */
const FEWEST_WORDS = 6;

/**
 * True where the clause around a figure stands word for word in the clause of one of our texts: `because from 71 % less on
 * nothing more is saved`. Whatever else the sentence names, the figure is told as the text tells it. Both in small letters.
 */
export function isToldAlike(clause: string, told: string | undefined): boolean {
  const words = wordsOf(clause);
  return (
    told !== undefined &&
    words.length >= FEWEST_WORDS &&
    ` ${wordsOf(told).join(' ')} `.includes(` ${words.join(' ')} `)
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}$€£.,']*[\p{L}\p{N}]|%/gu) ?? [];
}
