/** What is said where an account was removed meanwhile. */
export const ACCOUNT_GONE = { message: 'This account is gone.', action: 'Look at the list again.' } as const;
