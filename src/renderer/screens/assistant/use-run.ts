import { useCallback, useRef } from 'react';
import { useToldAction } from '../shared/use-told-action';

/** An id for each run of the model, and a way to stop the one that is under way. */
export function useRun(): { readonly begin: () => string; readonly stop: () => void } {
  const current = useRef<string | null>(null);
  const { run } = useToldAction('assistant:stop');
  const begin = useCallback(() => {
    current.current = crypto.randomUUID();
    return current.current;
  }, []);
  const stop = useCallback(() => {
    if (current.current !== null) run({ id: current.current });
  }, [run]);
  return { begin, stop };
}
