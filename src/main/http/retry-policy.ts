/** Attempts in all, the first included. */
export const DEFAULT_ATTEMPTS = 3;

/** A pause that a provider asks for and that is longer than this is left to the next collection. */
export const LONGEST_PAUSE_MS = 10_000;

const FIRST_PAUSE_MS = 250;
const BUDGET_CAP = 12;
const EARNED_PER_REQUEST = 0.2;

/**
 * Milliseconds before attempt `attempt` (2, 3, …): exponential with full jitter
 * (AWS Architecture Blog, "Exponential Backoff And Jitter"). `random` is in [0, 1).
 */
export function pauseBefore(attempt: number, random: number): number {
  return FIRST_PAUSE_MS / 2 + random * FIRST_PAUSE_MS * 2 ** (attempt - 2);
}

/**
 * A budget for retries: each first attempt earns a fifth of a retry, up to twelve. When a provider is
 * down, retries stop after a few instead of multiplying the load.
 */
export interface RetryBudget {
  earn(): void;
  /** True, and one retry less, when there is one left. */
  spend(): boolean;
}

export function createRetryBudget(): RetryBudget {
  let tokens = BUDGET_CAP;
  return {
    earn() {
      tokens = Math.min(BUDGET_CAP, tokens + EARNED_PER_REQUEST);
    },
    spend() {
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    },
  };
}
