/** Sends a series to where the model is and answers its text. Rejects with a sentence where there is none. */
export type AskModel = (series: string, horizon: number) => Promise<string>;

/** How long a question may take, in milliseconds. */
export const TIME_LIMIT_MS = 30_000;
/** An answer for a year of days is a hundredth of it. */
export const MOST_BYTES = 4 * 1024 * 1024;
