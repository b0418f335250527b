import { createHash, timingSafeEqual } from 'node:crypto';

/** What stands behind `Bearer` in an Authorization header (RFC 6750); null for anything else. */
export function bearerOf(header: string | undefined): string | null {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Whether two texts are the same; how long it takes tells nothing of where they differ, nor of their length. */
export function isSameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
