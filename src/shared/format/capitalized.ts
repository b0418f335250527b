/** The words with their first letter large, the others as they are: `ISR reads` stays so. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
