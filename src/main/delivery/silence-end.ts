import type { Timer } from '#main/clock';
import type { Instant } from '#shared/domain/instant';
import type { DeliveryOptions } from './options';

/** Watches for the end of the silence that stands now: what it held back is told then, and not with the next cycle. */
export interface SilenceEnd {
  /** Looks anew at what is silent, and sets a timer for the end that comes first. */
  watch(): Promise<void>;
  stop(): void;
}

/** `ring` is called when quiet hours, a maintenance window, a pause or a snooze ends, while this process stays. */
export function silenceEnd(options: DeliveryOptions, ring: () => void): SilenceEnd {
  const { clock, stays } = options;
  let timer: Timer | null = null;
  let isStopped = !stays;
  return {
    async watch() {
      if (isStopped) return;
      const end = await nextEnd(options);
      timer?.cancel();
      timer = null;
      if (end === null || isStopped) return;
      // A second more: a timer may ring a little early.
      timer = clock.after((end - clock.now() + 1) * 1000, () => {
        // A clock that stands still rings at once; the next cycle looks again.
        if (clock.now() >= end) ring();
      });
    },
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

async function nextEnd({ store, clock, preferences }: DeliveryOptions): Promise<Instant | null> {
  const [{ pausedUntil, quiet }, open] = await Promise.all([preferences(), store.alerts.open()]);
  const ends = [pausedUntil, quiet?.until ?? null, ...open.map(({ snoozedUntil }) => snoozedUntil)];
  const ahead = ends.filter((end): end is Instant => end !== null && end > clock.now());
  return ahead.length === 0 ? null : Math.min(...ahead);
}
