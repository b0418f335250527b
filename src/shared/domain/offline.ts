import type { Failure } from './failure';

/** What every source says when this computer has no network: one sentence, instead of one for each of them. */
export const OFFLINE: Failure = {
  code: 'unreachable',
  message: 'This computer is offline.',
  action: 'The last values stay, and Headroom goes on by itself when the network is back.',
  retryable: true,
};

/** Whether an attempt or failure says that this computer is offline. */
export function saysOffline({ message }: { readonly message: string }): boolean {
  return message === OFFLINE.message;
}
