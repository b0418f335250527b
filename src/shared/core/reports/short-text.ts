import type { Report } from '#shared/domain/report';
import { oneLine } from '#shared/format/plain-text';
import { SAMPLE } from '#shared/words/report/sample';

/** One paragraph and three figures as plain text, for a chat, a mail or a board update. */
export function shortAsText({ short, sample }: Report): string {
  const figures = short.figures.map(({ label, text }) => `${oneLine(label)}: ${oneLine(text)}`);
  return [sample ? SAMPLE : '', oneLine(short.paragraph), figures.join('\n')].filter((part) => part !== '').join('\n\n');
}
