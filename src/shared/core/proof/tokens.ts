/** A piece of a sentence: a number in digits, a word, a sign, or a name that the evidence has. */
export interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'name';
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** True where no space stands before it. */
  readonly glued: boolean;
}

const PIECE =
  /\d+(?:[.,']\d+)*(?:e[+−-]?\d+(?![\p{L}\d]))?|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}_]|['.](?=[\p{L}\p{N}]))*|\S/giu;

/** A stretch of a sentence that is a known name. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Cuts a sentence; a name of `spans` (in order, not overlapping) is one token. */
export function tokensOf(text: string, spans: readonly Span[] = []): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const span of spans) {
    tokens.push(...cut(text, from, span.start));
    tokens.push(token('name', text, span.start, span.end));
    from = span.end;
  }
  tokens.push(...cut(text, from, text.length));
  return tokens;
}

function cut(text: string, from: number, to: number): Token[] {
  return [...text.slice(from, to).matchAll(PIECE)].map((found) => {
    const start = from + found.index;
    return token(kindOf(found[0]), text, start, start + found[0].length);
  });
}

function kindOf(piece: string): Token['kind'] {
  if (/^\d/.test(piece)) {
    return 'number';
  }
  return /^[\p{L}\p{M}]/u.test(piece) ? 'word' : 'sign';
}

function token(kind: Token['kind'], text: string, start: number, end: number): Token {
  const piece = text.slice(start, end);
  return { kind, text: piece, lower: piece.toLowerCase(), start, end, glued: start > 0 && text[start - 1] !== ' ' };
}
