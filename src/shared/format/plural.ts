/** The verb that fits a metric's title: `Redis storage reaches`, `Redis commands reach`. */
export function verbFor(title: string, singular: string, plural: string): string {
  return title.endsWith('s') ? plural : singular;
}
