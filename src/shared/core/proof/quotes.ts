import { isEnglish } from './english';
import type { Known } from './known';
import { normalName } from './name-book';
import type { Reading } from './reading';

const QUOTED = /"([^"]{1,400})"|`([^`]{1,400})`/g;

/** What a sentence quotes or sets as code and no text of the evidence, nor the user's own, has. Null where there is none. */
export function isUnquoted({ text }: Reading, { texts }: Known, own: string): string | null {
  for (const found of text.matchAll(QUOTED)) {
    const quoted = found[1] ?? found[2] ?? '';
    const name = normalName(quoted).replace(/[.,;:!?]+$/, '');
    if (name !== '' && !isSaid(name, texts) && !isSaid(name, own) && !isFigures(name)) {
      return quoted;
    }
  }
  return null;
}

function isSaid(name: string, texts: string): boolean {
  for (let at = texts.indexOf(name); at >= 0; at = texts.indexOf(name, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(texts[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(texts[at + name.length] ?? '')) {
      return true;
    }
  }
  return false;
}

/** `25.5 of 30 MB` in code is a figure, which is proved as any other. */
function isFigures(name: string): boolean {
  const words = name.match(/\p{L}+/gu) ?? [];
  return /\d/.test(name) && words.every((word) => word.length <= 3 || isEnglish(word));
}
