const SECRET_HEADERS = new Set(['authorization', 'x-api-key', 'api-key', 'cookie', 'proxy-authorization']);

/** Forms of credentials that are recognized wherever they stand. */
const SECRET_FORMS: readonly RegExp[] = [
  /\bBearer\s+[^\s"',;]+/gi,
  /\bBasic\s+[A-Za-z0-9+/=]{8,}/g,
  /\b(?:sk|vcp|vck|napi|tok)[-_][A-Za-z0-9_-]{6,}/g,
  /(?<=:\/\/)[^\s/@"']+(?=@)/g,
  /(?<=[?&](?:_token|token|key|password|secret|access_token)=)[^&\s"']+/gi,
];

const MASK = '***';

/**
 * Makes a function that masks, in any text, the secrets of one request and everything that looks like
 * a credential. `known` are values that must not appear, such as a password or a token.
 */
export function redactor(known: readonly string[]): (text: string) => string {
  const values = known
    .flatMap((value) => [value, encodeURIComponent(value)])
    .filter((value) => value.length >= 4)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const masked = values.reduce((rest, value) => rest.replaceAll(value, MASK), text);
    return SECRET_FORMS.reduce((rest, form) => rest.replace(form, MASK), masked);
  };
}

/** The secret values that the headers of a request carry, without `Bearer ` and its likes. */
export function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => SECRET_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
}

/** An address without user, password and query: what a log may hold. */
export function plainAddress(url: string): string {
  if (!URL.canParse(url)) {
    return 'an address that cannot be read';
  }
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
