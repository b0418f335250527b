import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { listen } from '../data/listen';
import { useAction } from '../data/use-action';
import { useQueryChannel } from '../data/use-query-channel';

const SETTLE_MS = 800;
const LONGEST_PATH = 200;

/** Opens the screen that was open last, remembers the one that is, and goes where main asks to. */
export function useLastScreen(): void {
  const [location, navigate] = useLocation();
  const settings = useQueryChannel('settings:get', null);
  const { mutate } = useAction('settings:set');
  const restored = useRef(false);
  /** Where the window stands as long as nobody has moved it. */
  const led = useRef('/');
  const last = settings.data?.lastScreen;
  // What was kept of an earlier start is shown at once, and may be older than what main knows.
  const isKept = settings.isPlaceholderData;

  useEffect(() => listen('navigate', ({ path }) => navigate(path)), [navigate]);

  useEffect(() => {
    if (last === undefined) {
      return;
    }
    if (!restored.current) {
      restored.current = !isKept;
      if (location === led.current && last.startsWith('/') && last !== location) {
        led.current = last;
        navigate(last, { replace: true });
        return;
      }
    }
    if (isKept || location === last || location.length > LONGEST_PATH) {
      return;
    }
    const timer = window.setTimeout(() => mutate({ lastScreen: location }), SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [last, isKept, location, navigate, mutate]);
}
