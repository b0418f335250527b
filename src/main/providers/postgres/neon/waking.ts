/** Neon keeps a compute awake this long after the last query, in minutes. */
const AWAKE_MINUTES = 5;
/** The smallest compute. */
const LEAST_CU = 0.25;
/** CU-hours that Free includes a month, and dollars a CU-hour on Launch (Neon docs "plans", March 2026). */
const FREE_CU_HOURS = 100;
const LAUNCH_PRICE = 0.106;
const DAYS = 30;

/** Without a key nobody knows whether the compute sleeps, so SQL runs this rarely unless the person says otherwise. */
export const DEFAULT_SQL_MINUTES = 360;

/** What it takes to ask a sleeping Neon database by SQL, a 30-day month. */
export interface WakingCost {
  readonly cuHours: number;
  /** Of what the Free plan includes, percent. */
  readonly freePercent: number;
  /** On Launch, dollars. */
  readonly launchDollars: number;
}

/**
 * The most that SQL every `minutes` costs, at `cu` compute units: each visit keeps the compute awake for
 * five minutes. Nothing extra where the app keeps it awake anyway.
 */
export function wakingCost(minutes: number, cu = LEAST_CU): WakingCost {
  const awakeHours = (Math.min(1, AWAKE_MINUTES / minutes) * 24 * DAYS * 60) / 60;
  const cuHours = awakeHours * cu;
  return { cuHours, freePercent: (100 * cuHours) / FREE_CU_HOURS, launchDollars: cuHours * LAUNCH_PRICE };
}

/** One sentence for whoever is about to choose. */
export function wakingSentence(minutes: number): string {
  const { cuHours, freePercent, launchDollars } = wakingCost(minutes);
  return (
    `SQL every ${minutes} minutes can cost up to ${cuHours.toFixed(1)} CU-hours a month: ` +
    `${freePercent.toFixed(1)} % of what Free includes, or $${launchDollars.toFixed(2)} on Launch.`
  );
}
