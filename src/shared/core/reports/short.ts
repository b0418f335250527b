import type { Report } from '#shared/domain/report';
import { oneLine } from '#shared/format/plain-text';
import { SAMPLE } from '#shared/words/report/sample';
import { guarded } from './markup';

/** The short form: one paragraph and three figures, as plain text for a chat message or a board update. */
export function shortAsText({ short, sample }: Report): string {
  const figures = short.figures.map(({ label, text }) => `- ${words(label)}: ${words(text)}`);
  return `${[...(sample ? [SAMPLE, ''] : []), words(short.paragraph), '', ...figures].join('\n')}\n`;
}

function words(text: string): string {
  return guarded(oneLine(text));
}
