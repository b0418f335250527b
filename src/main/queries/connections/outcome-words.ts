import type { CapabilityOutcome } from '#shared/domain/cycle';

/** An outcome in two or three words, where a sentence has no room: the foot of the sidebar, a table. */
export function outcomeWords(outcome: CapabilityOutcome): string {
  return BRIEFLY[outcome];
}

const BRIEFLY: Readonly<Record<CapabilityOutcome, string>> = {
  ok: 'ok',
  'invalid-credential': 'credential refused',
  'credential-expired': 'credential expired',
  'wrong-credential-kind': 'wrong kind of key',
  'not-permitted': 'no permission',
  'not-on-plan': 'not on this plan',
  'not-found': 'not found',
  'rate-limited': 'asked to wait',
  unreachable: 'not reachable',
  timeout: 'no answer',
  tls: 'no secure connection',
  'too-large': 'answer too large',
  'bad-response': 'unreadable answer',
  changed: 'answer has changed',
  'provider-error': 'trouble at the provider',
  asleep: 'asleep',
  'store-full': 'disk is full',
  'store-read-only': 'cannot write',
  'store-damaged': 'file is damaged',
  'store-newer': 'file is newer',
  'store-locked': 'file is in use',
  'keychain-unavailable': 'keychain does not answer',
  'invalid-input': 'wrong setting',
  'not-configured': 'not set up',
  conflict: 'changed meanwhile',
  cancelled: 'stopped',
  internal: 'mistake in Headroom',
};
