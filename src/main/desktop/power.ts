import { powerMonitor } from 'electron';
import type { Clock, Timer } from '#main/clock';

/** The network needs a moment after waking up. */
const SETTLE_MS = 8000;

/** Calls `onWake` once after the computer woke up, however often the system says so. Returns how to stop. */
export function watchPower(clock: Clock, onWake: () => void): () => void {
  let pending: Timer | null = null;
  const wake = () => {
    pending?.cancel();
    pending = clock.after(SETTLE_MS, onWake);
  };
  const sleep = () => pending?.cancel();
  powerMonitor.on('resume', wake);
  powerMonitor.on('suspend', sleep);
  return () => {
    pending?.cancel();
    powerMonitor.removeListener('resume', wake);
    powerMonitor.removeListener('suspend', sleep);
  };
}
