import type { Clock } from '#main/clock';
import type { Press } from '#main/ports';

/** The press, loaded with the first page: no window waits for it. */
export function lazyPress(clock: Clock): Press {
  const press = async () => (await import('./press')).desktopPress(clock);
  return {
    print: async (html, paper, signal) => (await press()).print(html, paper, signal),
    paint: async (html, size, signal) => (await press()).paint(html, size, signal),
  };
}
