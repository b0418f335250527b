import type { Reading } from './reading';
import type { Piece } from './sentences';

/** Two numbers with nothing between them are one in pieces, or one that nobody can read. */
export function twoInARow({ tokens, figures, text }: Reading): string | null {
  for (const [at, figure] of figures.entries()) {
    const next = figures[at + 1];
    const alone =
      next !== undefined &&
      next.from === figure.to &&
      tokens[figure.to - 1]?.kind === 'number' &&
      tokens[next.from]?.kind === 'number';
    if (alone) {
      return text.slice(tokens[figure.from]?.start, tokens[next.to - 1]?.end);
    }
  }
  return null;
}

/** Pieces between which a number is broken by the end of a line: `1,` and `500`. */
export function brokenNumbers(pieces: readonly Piece[]): Set<number> {
  const broken = new Set<number>();
  for (let at = 1; at < pieces.length; at += 1) {
    const [before, own] = [pieces[at - 1], pieces[at]];
    if (
      before !== undefined &&
      own !== undefined &&
      !before.row &&
      /\p{N}[,.']?\s*$/u.test(before.text.slice(-8)) &&
      /^\s*\p{N}/u.test(own.text) &&
      !/[.]\s+$/.test(before.text)
    ) {
      broken.add(at - 1).add(at);
    }
  }
  return broken;
}
