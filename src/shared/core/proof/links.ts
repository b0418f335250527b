import type { ProofEvidence } from './proof';

const ADDRESS = /^(?:[a-z][a-z\d+.-]{1,20}:\/\/|www\.|mailto:|javascript:|data:|tel:)/i;
const DOMAIN =
  /^(?:[\p{L}\d-]{1,63}\.){1,6}(?:com|org|net|io|dev|app|ai|co|cloud|sh|so|me|info|biz|xyz|site|online|store|tech|de|uk|eu|fr|ru|cn|in|tk|ly|gg|page|link|click)(?:[/:?#]|$)/iu;
const MOST = 4000;

/** An address in a sentence that no document has: a link, a mail address, the name of a site. Null where there is none. */
export function findLink(said: string, { documents }: ProofEvidence): string | null {
  for (const chunk of said.split(/[\s<>()[\]"'`|]+/u)) {
    const address = chunk.replace(/^[*_~]+|[*_~.,;:!?]+$/g, '').slice(0, MOST);
    const isOne = ADDRESS.test(address) || address.includes('@') || DOMAIN.test(address);
    if (isOne && !documents.some(({ text }) => hasWhole(text, address))) {
      return address;
    }
  }
  return null;
}

/** True where `address` stands in `text` and does not go on on either side. */
function hasWhole(text: string, address: string): boolean {
  const at = text.indexOf(address);
  const goesOn = /[\w@/-]/;
  return at >= 0 && !goesOn.test(text[at - 1] ?? '') && !goesOn.test(text[at + address.length] ?? '');
}
