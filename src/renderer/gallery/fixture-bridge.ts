import type { AppState } from '#shared/ipc/app';
import type { HeadroomBridge } from '#shared/ipc/contract';
import { fixtureHandlers } from './fixture-handlers';

/** A bridge without a main process: answers from fixtures. `broken` names channels that fail. */
export function fixtureBridge(mode: AppState['mode'], broken: ReadonlySet<string>): HeadroomBridge {
  const doors = new Map<string, (input: never) => Promise<unknown>>(Object.entries(fixtureHandlers(mode, broken)));
  return {
    async invoke(channel, input) {
      const door = doors.get(channel);
      return door ? door(input as never) : undefined;
    },
    on: () => () => undefined,
  };
}
