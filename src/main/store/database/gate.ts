import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { holdLock } from './file-lock';
import { readOpenMarkers, setOpenMarker } from './open-marker';
import { expectedFailure, StoreError } from './store-error';

/** How long who comes second waits: opening takes milliseconds, but for a look for damage after a crash. */
const GATE_WAIT_MS = 5_000;

/** The right to open, replace or delete a data file, which one at a time has. */
export interface Gate {
  release(): void;
}

/**
 * Takes the gate of `file`: who passes it may look at the markers, set one, and do what nobody may see half
 * done (rescue, migrate, restore, delete). Held for that long only. Throws a `StoreError` when another has it.
 */
export function takeGate(file: string): Gate {
  const lock = holdLock(`${file}-gate`, GATE_WAIT_MS);
  if (lock === null) {
    throw new StoreError(AT_THE_GATE, null);
  }
  return { release: () => lock.release() };
}

/** Says to all others that this process works on the data file; until `leave` nobody replaces or deletes it. */
export function enterFile(file: string): { leave(): void } {
  const gate = takeGate(file);
  try {
    const marker = setOpenMarker(file);
    return { leave: () => marker.remove() };
  } finally {
    gate.release();
  }
}

/**
 * Keeps all others away from `file` until it is released. Fails with `store-locked` while another process
 * has it open. What this process has open itself does not count: it is to be closed meanwhile.
 */
export function claimFile(file: string): Result<Gate> {
  try {
    const gate = takeGate(file);
    const others = readOpenMarkers(file).openIn.filter((pid) => pid !== process.pid);
    if (others.length === 0) {
      return succeed(gate);
    }
    gate.release();
    return fail(openElsewhere(others));
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

/** Says that others have the data open, and which processes they are. */
export function openElsewhere(pids: readonly number[]): Failure {
  const processes = [...new Set(pids)];
  const named = `${processes.length === 1 ? 'process' : 'processes'} ${processes.join(', ')}`;
  return {
    code: 'store-locked',
    message: `Another Headroom has the data open (${named}).`,
    action: 'Close its windows and terminals, then try again; one that hangs has to be ended first.',
    retryable: true,
  };
}

const AT_THE_GATE: Failure = {
  code: 'store-locked',
  message: 'Another Headroom is opening, restoring or deleting the data right now.',
  action: 'Try again in a moment; if it stays, close all Headroom windows and terminals first.',
  retryable: true,
};
