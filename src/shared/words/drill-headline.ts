/** `Would it have told you? Yes, 14 of 14`, with what could not happen here. */
export function drillHeadline({
  kinds,
  possible,
  rung,
}: {
  readonly kinds: number;
  /** Kinds that touch a meter of this account. */
  readonly possible: number;
  readonly rung: number;
}): { readonly title: string; readonly sentence: string } {
  if (possible === 0) {
    return {
      title: 'Would it have told you? Nothing to try it on yet',
      sentence:
        'None of the incidents touches what is read here. Connect an account, or wait for a few days of readings.',
    };
  }
  const all = rung === possible ? 'Yes' : 'Not always';
  const others = kinds - possible;
  const left = others === 0 ? '' : ` ${others} ${others === 1 ? 'kind' : 'kinds'} cannot happen on this account.`;
  return {
    title: `Would it have told you? ${all}, ${rung} of ${possible}`,
    sentence: `Each incident is laid over your own readings.${left}`,
  };
}
