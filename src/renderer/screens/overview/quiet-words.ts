/**
 * That there is nothing: good news only where something is known, and it is not old. `old`: which accounts were last read
 * long ago; empty: none.
 */
export function quietWords(
  nothing: string,
  { isKnown, old }: { readonly isKnown: boolean; readonly old: string },
): string {
  if (!isKnown) {
    return 'Nothing is known yet.';
  }
  return old === '' ? `${nothing}.` : `${nothing} by what was read last. ${old}`;
}
