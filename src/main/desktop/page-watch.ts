import type { Clock, Timer } from '#main/clock';

/** What is done about it. */
export interface PageActions {
  /** Loads Headroom's own page again. */
  readonly reload: () => void;
  /** Shows the page that says what is wrong and what to do. */
  readonly giveUp: () => void;
}

/** The first pause before the page is loaded again; it grows fourfold each time, up to a minute. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;
/** Troubles in a row after which the page itself is taken for the cause. */
const MOST_IN_A_ROW = 3;
/** A page that stays this long is well. */
const WELL_AFTER_MS = 60_000;

/**
 * Brings the page back when it crashed, was led away or could not be loaded: at first at once, then with growing
 * pauses; after three times in a row the failure page stands in for it. Time is monotonic: the computer's date is not asked.
 */
export class PageWatch {
  private readonly clock: Clock;
  private readonly actions: PageActions;
  private pending: Timer | null = null;
  private inARow = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, actions: PageActions) {
    this.clock = clock;
    this.actions = actions;
  }

  /** One trouble while a page is being brought back already is the same trouble. */
  report(): void {
    if (this.pending !== null) return;
    const now = this.clock.monotonic();
    this.inARow = now - this.lastAt > WELL_AFTER_MS ? 1 : this.inARow + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 4 ** (this.inARow - 1), LONGEST_PAUSE_MS);
    this.pending = this.clock.after(pause, () => {
      this.pending = null;
      this.lastAt = this.clock.monotonic();
      if (this.inARow > MOST_IN_A_ROW) this.actions.giveUp();
      else this.actions.reload();
    });
  }

  /** A person asked for the page: what was before does not count. */
  forget(): void {
    this.stop();
    this.inARow = 0;
    this.lastAt = Number.NEGATIVE_INFINITY;
  }

  stop(): void {
    this.pending?.cancel();
    this.pending = null;
  }
}
