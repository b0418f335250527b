/** A full stop that ends a sentence is followed by a space: `$3.50` and `gpt-6.1` go on. */
const END = /[.!?…]["')\]]*(?=\s)|\n/g;

/**
 * The part of a text that is still being written up to the end of its last whole sentence; empty while there is none.
 * Only whole sentences can be proved: `$1` may become `$1,200`.
 */
export function wholeSentences(text: string): string {
  let end = 0;
  for (const found of text.matchAll(END)) {
    end = found.index + found[0].length;
  }
  return text.slice(0, end);
}
