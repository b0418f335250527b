import { MINUTE } from '#shared/domain/instant';
import type { World } from '../world';

export interface RateLimiter {
  /** Counts one request; seconds to wait when the minute's share is used up, else null. */
  take(path: string): number | null;
  headers(path: string): Record<string, string>;
}

const PRESET = 1000;

/** A bucket for each group of paths and minute, sized by the scenario. */
export function createRateLimiter(world: World): RateLimiter {
  const { rateLimits } = world.scenario;
  const groups = Object.keys(rateLimits).filter((prefix) => prefix !== '*');
  let minute = -1;
  let used = new Map<string, number>();

  function groupOf(path: string): string {
    return groups.find((prefix) => path.startsWith(prefix)) ?? '*';
  }

  function usedBy(path: string): number {
    const current = Math.floor(world.now() / MINUTE);
    if (current !== minute) {
      minute = current;
      used = new Map();
    }
    return used.get(groupOf(path)) ?? 0;
  }

  const limitOf = (path: string) => rateLimits[groupOf(path)] ?? PRESET;

  return {
    take(path) {
      const before = usedBy(path);
      if (before >= limitOf(path)) {
        return (minute + 1) * MINUTE - world.now();
      }
      used.set(groupOf(path), before + 1);
      return null;
    },
    headers(path) {
      const left = Math.max(0, limitOf(path) - usedBy(path));
      return {
        'x-ratelimit-limit': String(limitOf(path)),
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': String((Math.floor(world.now() / MINUTE) + 1) * MINUTE),
      };
    },
  };
}
