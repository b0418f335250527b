/** The row of a list in which a number stands; the document for what stands in none. */
export function rowOf({ document, pointer }: { readonly document: string; readonly pointer: string }): string {
  const row = /^.*\/\d+(?=\/|$)/.exec(pointer)?.[0] ?? '';
  return `${document}#${row}`;
}
