import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 1039px)';

/** True below 1040 px, where the window has its narrow layout. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}

function subscribe(notify: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', notify);
  return () => media.removeEventListener('change', notify);
}
