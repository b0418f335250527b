import { readCollectionHealth } from '#main/queries/connections/collection-health';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function collectionHandlers(session: WindowSession): HandlersOf<'collection'> {
  return {
    'collection:health': async () =>
      succeed(await session.current.ask(readCollectionHealth, session.current.schedulerState())),
    'collection:run': async () => {
      const result = await session.current.collect('user');
      if (!result.ok) {
        return result;
      }
      const { metricsCollected, recommendationsGenerated, alertsTriggered } = result.value;
      return succeed({ metricsCollected, recommendationsGenerated, alertsTriggered });
    },
  };
}
