/** Sends a series to where the model is and answers its text. Rejects with a sentence where there is none. */
export type AskModel = (series: string, horizon: number) => Promise<string>;
