import { formatNumber } from './quantity';

/** The verb that fits a metric's title: `Redis storage reaches`, `Redis commands reach`. */
export function verbFor(title: string, singular: string, plural: string): string {
  return title.endsWith('s') ? plural : singular;
}

/** How many of a thing whose plural ends in s: `1 source`, `1,418 forecasts`. */
export function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${count === 1 ? noun : `${noun}s`}`;
}
