import type { Clock, Timer } from '#main/clock';
import type { ReadStore } from '#main/store/read-store';

/** Milliseconds between two looks: what another process wrote has to be seen within two seconds. */
const LOOK_MS = 1_000;

/**
 * Calls `onWritten` when another process, or another thread, has written to the file of a store: SQLite counts what
 * other connections commit (`PRAGMA data_version`), so that a look reads no row. Several commits between two looks are
 * told once. `since`: the version at which the rows were read that others may have changed meanwhile; default now.
 * Answers the function that stops looking.
 */
export function watchFile(
  store: Pick<ReadStore, 'dataVersion'>,
  clock: Pick<Clock, 'after'>,
  onWritten: () => void,
  since: number | null = versionOf(store),
): () => void {
  let seen = since;
  let timer: Timer;
  const look = () => {
    const version = versionOf(store) ?? seen;
    const isOther = seen !== null && version !== seen;
    seen = version;
    timer = clock.after(LOOK_MS, look);
    if (isOther) {
      onWritten();
    }
  };
  timer = clock.after(LOOK_MS, look);
  return () => timer.cancel();
}

/** Null where the file cannot be read right now: what is wrong with it is told by whoever needs its rows. */
export function versionOf(store: Pick<ReadStore, 'dataVersion'>): number | null {
  try {
    return store.dataVersion();
  } catch {
    return null;
  }
}
