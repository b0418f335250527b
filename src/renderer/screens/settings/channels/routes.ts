import type { ChannelOutput } from '#shared/ipc/contract';
import { routeSentence } from '#shared/words/telling';
import { useQueryChannel } from '../../../data/use-query-channel';

export type TellingSettings = ChannelOutput<'telling:get'>['settings'];
export type Route = TellingSettings['routes'][number];

/** Services that there are metrics of, by their ids, as lists call them. */
export function useServices(): ReadonlyMap<string, string> {
  const metrics = useQueryChannel('usage:list', null).data ?? [];
  return new Map(
    metrics.flatMap(({ usageKey, group }) => {
      const service = usageKey?.split('/')[1];
      return service === undefined ? [] : [[service, group] as const];
    }),
  );
}

/** What a channel is told of, where that is not everything. */
export function routeWords(route: Route | undefined, services: ReadonlyMap<string, string>): string {
  return route === undefined ? '' : routeSentence(route, services);
}
