/** What is said where an account was removed meanwhile. */
export const ACCOUNT_GONE = { message: 'This account is gone.', action: 'Look at the list again.' } as const;

/** What an account is called that variables of the environment describe: `acme (environment)`. */
export function environmentTitle(name: string): string {
  return `${name} (environment)`;
}
