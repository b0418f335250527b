import { oneLine } from '#shared/format/plain-text';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text between tags or in a quoted attribute: names come from providers. */
export function html(raw: string): string {
  return oneLine(raw).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An address that a report may lead to: `https` alone, so that nothing runs when it is followed. Null for any other. */
export function safeLink(link: string | null): string | null {
  return link !== null && /^https:\/\/[^\s<>"'()\\]+$/.test(link) ? link : null;
}

/** An unseen mark parts `@`, `#` and `www.` from what follows: a chat or GitHub calls nobody, and makes no link of a name. */
export function guarded(words: string): string {
  return words
    .replace(/@(?=\w)/g, '@\u2060')
    .replace(/\bwww\./gi, '$&\u2060')
    .replace(/#(?=\d)/g, '#\u2060');
}
