import type { AccountSession } from '#main/session/account-session';

/** An account as the assistant sees it: it asks, and changes nothing. */
export type AskedAccount = Pick<AccountSession, 'ask' | 'clock' | 'scheduler' | 'schedulerState'>;
