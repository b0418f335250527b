import type { CapabilityOutcome, Reading } from '#shared/domain/cycle';
import { capitalized } from '#shared/format/capitalized';
import { readingWords } from '#shared/format/reading';

/** An outcome in two or three words, where a sentence has no room: the foot of the sidebar, a table. */
export function outcomeWords(outcome: CapabilityOutcome): string {
  return BRIEFLY[outcome];
}

/** An outcome as a sentence of its own, where nothing more is known: `Trouble at the provider.` */
export function failureInBrief(outcome: CapabilityOutcome): string {
  return `${capitalized(BRIEFLY[outcome])}.`;
}

/** The same with what was not understood: `ok, 12 of 930 rows not understood`. */
export function outcomeWithReading(outcome: CapabilityOutcome, reading: Reading | null): string {
  return [outcomeWords(outcome), readingWords(reading)].filter((part) => part !== '').join(', ');
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
