import type { Changes } from '#main/changes';
import type { Clock } from '#main/clock';
import type { SecretStore } from '#main/secrets/secret-store';
import { type Result, succeed } from '#shared/domain/failure';
import type { EventPayload } from '#shared/ipc/events';
import type { DataWork } from './data-work';

/** What replacing or deleting the data file needs of the running app. */
export interface DataOwner {
  readonly dataWork: DataWork;
  readonly options: { readonly clock: Clock; readonly ports: { readonly secrets: SecretStore; restart(): void } };
  /** Of the user's own file. */
  connectionIds(): Promise<readonly string[]>;
  /** Stops what runs and closes the file. */
  stop(): Promise<void>;
}

/** A copy of the data file as it is at this moment. */
export async function backUpTo(
  data: DataWork,
  changes: Changes,
  target: string,
  signal: AbortSignal,
): Promise<Result<{ readonly path: string }>> {
  const result = await data.backUp(target, { signal, onProgress: progressOf(changes, 'backup') });
  return result.ok ? succeed({ path: result.value.file }) : result;
}

/** Everything that is stored, in a form that other programs read. */
export async function exportTo(
  data: DataWork,
  changes: Changes,
  { format, target }: { readonly format: 'csv' | 'json'; readonly target: string },
  signal: AbortSignal,
): Promise<Result<{ readonly path: string; readonly rows: number }>> {
  const result = await data.exportAll(format, target, { signal, onProgress: progressOf(changes, 'export') });
  return result.ok ? succeed({ path: result.value.target, rows: result.value.rows }) : result;
}

/** Puts a backup in place of the data file, which is kept aside, and starts the app again on it. */
export async function restoreFrom(
  owner: DataOwner,
  backup: string,
): Promise<Result<{ readonly replaced: string | null }>> {
  const checked = await owner.dataWork.check(backup);
  if (!checked.ok) {
    return checked;
  }
  await owner.stop();
  const restored = owner.dataWork.restore(backup, owner.options.clock.now());
  owner.options.ports.restart();
  return restored;
}

/** Deletes the data file with every copy that Headroom made of it, and the keys of all connections. */
export async function deleteEverythingStored(owner: DataOwner): Promise<Result<null>> {
  for (const id of await owner.connectionIds()) {
    const removed = await owner.options.ports.secrets.delete(id);
    if (!removed.ok) {
      return removed;
    }
  }
  await owner.stop();
  const deleted = owner.dataWork.deleteAll();
  owner.options.ports.restart();
  return deleted.ok ? succeed(null) : deleted;
}

function progressOf(changes: Changes, job: NonNullable<EventPayload<'data-progress'>['job']>) {
  return ({ done, total, unit }: { readonly done: number; readonly total: number | null; readonly unit: string }) =>
    changes.emit('data-progress', { job, done, total, unit });
}
