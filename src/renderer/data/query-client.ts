import { QueryClient } from '@tanstack/react-query';
import type { ChannelName } from '#shared/ipc/contract';
import { ChannelError, callChannel, failureOf } from './call-channel';

/**
 * One cache for the window. Main says when something changed, so nothing is fetched again by age or by
 * focus; `always`, because the answers come from this computer whether or not there is a network.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => count < 1 && failureOf(error).code === 'store-locked',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** What the window and its first screen ask for, the slowest first. */
const START = ['overview:get', 'app:state', 'settings:get'] as const;

/** Asks for what the first screen shows before it is rendered; for no overview where it is another one. */
export function askForStart(client: QueryClient, place: { readonly hash: string; readonly lastScreen: string }): void {
  const isOverview = (place.hash === '' || place.hash === '#/') && place.lastScreen === '/';
  const asked = isOverview ? START : START.slice(1);
  for (const name of asked) {
    void client.prefetchQuery({ queryKey: [name, null], queryFn: () => answerOf(name) });
  }
}

/** What a channel answers to nothing. Rejects with a `ChannelError`. */
async function answerOf(name: ChannelName): Promise<unknown> {
  const answer = await callChannel(name, null as never);
  if (!answer.ok) {
    throw new ChannelError(answer.failure);
  }
  return answer.value;
}
