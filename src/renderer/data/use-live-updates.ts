import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChannelOutput } from '#shared/ipc/contract';
import type { ChangeTopic } from '#shared/ipc/events';
import { listen } from './listen';
import { isTouched } from './topics';

/** Keeps the cache true: what main says has changed is read again, progress goes straight in. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stopChanged = listen('changed', ({ topics }) => {
      // What no screen shows, and what is asked on demand alone, would stay there as the answer of the account before.
      if (topics.includes('account')) client.removeQueries({ type: 'inactive' });
      void readAgain(client, topics);
    });
    const stopProgress = listen('collection-progress', (progress) => {
      client.setQueryData<ChannelOutput<'collection:health'>>(['collection:health', null], (old) =>
        old === undefined ? old : { ...old, ...progress },
      );
    });
    return () => {
      stopChanged();
      stopProgress();
    };
  }, [client]);
}

/**
 * Reads again what shows any of these topics. What is asked for the very first time just then is asked anew: main may
 * have worked that answer out before the change, and the cache would wait for it and take it for the newest.
 */
export async function readAgain(client: QueryClient, topics: readonly ChangeTopic[]): Promise<void> {
  const touched = (query: Query) => isTouched(String(query.queryKey[0]), topics);
  await client.cancelQueries({ predicate: (query) => touched(query) && query.state.data === undefined });
  await client.invalidateQueries({ predicate: touched });
}
