import type { Instant } from '#shared/domain/instant';
import type { AccountBlock } from '#shared/domain/spend';
import type { Standing } from '#shared/domain/standing';
import { classOf } from './at-limit';

/** What is asked of one limit of a stopped account. */
type Asked = Pick<Standing, 'service' | 'metric' | 'atLimit'> & { readonly isReached: boolean };

/**
 * Whether a stop of the account is this limit at work: the one of the resource that the provider names, in its own word
 * (`functionInvocation`, `bandwidth`); where it names none, every limit that stops something and is reached.
 */
export function isEnforcedBy(
  { resource }: Pick<AccountBlock, 'resource'>,
  { service, metric, atLimit, isReached }: Asked,
): boolean {
  if (classOf(atLimit) !== 'stops') {
    return false;
  }
  return resource === null ? isReached : plain(`${service}_${metric}`).includes(plain(resource));
}

/** Since when a stop that is told is in force: a moment that lies ahead is not when it began. Null: nobody knows. */
export function inForceSince(since: Instant | null, now: Instant): Instant | null {
  return since === null || since > now ? null : since;
}

/** `functionInvocation` and `VERCEL_FUNCTIONS_INVOCATIONS` in one spelling: small letters, no plural. */
function plain(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''))
    .join('');
}
