import { randomBytes } from 'node:crypto';
import {
  type AccessToken,
  type KeptToken,
  readAccessTokens,
  tokenHash,
  tokenKey,
} from '#main/queries/access/access-tokens';
import type { DecisionParts } from './decision-parts';

type Parts = Pick<DecisionParts, 'store' | 'clock'>;

/** So that who finds one in a file, or a scanner of leaked keys, knows what it is. */
const MARK = 'headroom_';

/** Makes a token that may read over HTTP and change nothing. Only its hash is kept: `token` is told this once. */
export async function makeAccessToken(
  { store, clock }: Parts,
  name: string,
): Promise<AccessToken & { readonly token: string }> {
  const token = `${MARK}${randomBytes(32).toString('base64url')}`;
  const id = randomBytes(4).toString('hex');
  const kept: KeptToken = { name, hash: tokenHash(token), createdAt: clock.now() };
  await store.settings.set(tokenKey(id), kept);
  return { id, name, createdAt: kept.createdAt, token };
}

/** Takes a token away, from the next request on. False where there is none of this id. */
export async function revokeAccessToken(parts: Parts, id: string): Promise<boolean> {
  const known = (await readAccessTokens(parts)).some((token) => token.id === id);
  if (known) {
    await parts.store.settings.set(tokenKey(id), undefined);
  }
  return known;
}
