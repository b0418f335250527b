import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChannelOutput } from '#shared/ipc/contract';
import { listen } from './listen';
import { isTouched } from './topics';

/** Keeps the cache true: what main says has changed is read again, progress goes straight in. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stopChanged = listen('changed', ({ topics }) => {
      // What no screen shows, and what is asked on demand alone, would stay there as the answer of the account before.
      if (topics.includes('account')) client.removeQueries({ type: 'inactive' });
      void client.invalidateQueries({ predicate: (query) => isTouched(String(query.queryKey[0]), topics) });
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
