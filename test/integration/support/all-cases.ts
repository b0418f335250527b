/** Whether `npm run test:long` asks for every case; `npm test` takes those of each kind that differ most. */
export const ALL_CASES = process.env['HEADROOM_ALL_CASES'] !== undefined;

/** All of `cases`, or those that `npm test` takes. */
export function casesOf<Case>(cases: readonly Case[], short: (one: Case) => boolean): Case[] {
  return cases.filter((one) => ALL_CASES || short(one));
}
