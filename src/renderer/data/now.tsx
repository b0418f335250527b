import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Instant } from '#shared/domain/instant';

const TICK_MS = 20_000;

const ClockContext = createContext<() => Instant>(() => Math.floor(Date.now() / 1000));

/** Hands another clock to everything below; the gallery stops time with it. */
export function ClockProvider({ clock, children }: { readonly clock: () => Instant; readonly children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The clock itself, for the moment of a click. */
export function useClock(): () => Instant {
  return useContext(ClockContext);
}

/** The present, renewed three times a minute while the window can be seen; no timer runs while it is hidden. */
export function useNow(): Instant {
  const clock = useClock();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    let timer: number | undefined;
    const tick = () => setNow(clock());
    const follow = () => {
      window.clearInterval(timer);
      if (document.visibilityState === 'visible') {
        tick();
        timer = window.setInterval(tick, TICK_MS);
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [clock]);
  return now;
}
