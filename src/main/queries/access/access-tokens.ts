import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { Instant } from '#shared/domain/instant';

const tokenSchema = z.object({
  name: z.string(),
  /** SHA-256 of the token, hexadecimal. It has 256 random bits, so that nothing slower is needed. */
  hash: z.string(),
  createdAt: z.number().int(),
});
export type KeptToken = z.infer<typeof tokenSchema>;

/** A token as it is listed; the token itself is kept nowhere. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

/** Key in `setting`: each token has its own, so that two processes that make one lose none. */
export function tokenKey(id: string): string {
  return `access-token:${id}`;
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Those who may read over HTTP, oldest first. */
export async function readAccessTokens({ store }: Parts): Promise<readonly AccessToken[]> {
  const kept = await keptTokens(store);
  return kept
    .map(({ id, name, createdAt }) => ({ id, name, createdAt }))
    .sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id));
}

/** Whether what somebody presents is a token that was made and not revoked; how long it takes tells nothing of it. */
export async function isAccessToken({ store }: Parts, presented: string): Promise<boolean> {
  const hash = Buffer.from(tokenHash(presented));
  const matches = (await keptTokens(store)).filter(
    (token) => token.hash.length === hash.length && timingSafeEqual(Buffer.from(token.hash), hash),
  );
  return matches.length > 0;
}

interface Parts {
  readonly store: Pick<ReadStore, 'settings'>;
}

async function keptTokens(store: Parts['store']): Promise<readonly (KeptToken & { readonly id: string })[]> {
  const prefix = tokenKey('');
  return Object.entries(await store.settings.all()).flatMap(([key, value]) => {
    const parsed = key.startsWith(prefix) ? tokenSchema.safeParse(value) : null;
    return parsed?.success === true ? [{ id: key.slice(prefix.length), ...parsed.data }] : [];
  });
}
