import { QueryClient } from '@tanstack/react-query';
import { failureOf } from './call-channel';

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
