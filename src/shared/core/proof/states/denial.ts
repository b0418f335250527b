const DENIED =
  /(?:\b(?:not|no|never|neither|nor|none|nothing|nobody|zero|0|without|cannot|[a-z]+n't)\b(?!.*\b(?:only|just|because)\b)|\b(?:instead of|rather than) $)/;
/** `firing right now: none`. */
const DENIED_BEHIND = /^[^,;]{0,20}: (?:none|nothing|no|zero)\b/;

/** True for a text that denies something. */
export function isDenying(text: string): boolean {
  return DENIED.test(text);
}

/** True where what stands around some words of a clause denies them. */
export function isDeniedAt(clause: string, { index, 0: said }: RegExpExecArray): boolean {
  return isDenying(clause.slice(0, index)) || DENIED_BEHIND.test(clause.slice(index + said.length));
}
