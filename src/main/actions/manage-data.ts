import type { Changes } from '#main/changes';
import type { Clock } from '#main/clock';
import type { SecretPlaces } from '#main/secrets/secret-store';
import { type AcceptedHost, areAccepted, type ForeignHost } from '#main/store/maintenance/foreign-hosts';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { EventPayload } from '#shared/ipc/events';
import type { DataWork } from './data-work';
import { eraseSecrets, type KeyOwner, keysOf } from './erase-secrets';

/** What replacing or deleting the data file needs of the running app. */
export interface DataOwner {
  readonly dataWork: DataWork;
  readonly options: {
    readonly clock: Clock;
    readonly ports: { readonly secrets: SecretPlaces; forgetPage(): Promise<void>; restart(): void };
  };
  /** Of the user's own file: whose keys go when everything is deleted. */
  connections(): Promise<readonly KeyOwner[]>;
  /** Names under which the keychain holds where the channels of that file lead. */
  channelSecrets(): Promise<readonly string[]>;
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
  // The system's dialog has asked whether an existing file may go.
  const result = await data.backUp(target, { signal, replace: true, onProgress: progressOf(changes, 'backup') });
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

/**
 * Puts a backup in place of the data file, which is kept aside, and starts the app again on it. What can be known
 * before is found out while the app still runs: a bad backup, hosts that nobody agreed to, another Headroom.
 */
export async function restoreFrom(
  owner: DataOwner,
  backup: string,
  accepted: readonly AcceptedHost[],
): Promise<Result<{ readonly replaced: string | null; readonly foreignHosts: readonly ForeignHost[] }>> {
  const inspected = await owner.dataWork.inspect(backup);
  if (!inspected.ok) {
    return inspected;
  }
  if (!areAccepted(inspected.value, accepted)) {
    return succeed({ replaced: null, foreignHosts: inspected.value });
  }
  return withOthersAway(owner, async () => {
    await owner.stop();
    const now = owner.options.clock.now();
    const restored = await owner.dataWork.restore(backup, { now, accepted, claimed: true });
    // The overview that the window kept is of the file that was replaced.
    await owner.options.ports.forgetPage();
    owner.options.ports.restart();
    return restored.ok ? succeed({ ...restored.value, foreignHosts: [] }) : restored;
  });
}

/**
 * Deletes the data files, the sample's too, with every copy that Headroom made of them, the keys of all connections
 * and channels and the files that hold keys. Refused with nothing deleted while another process has the data open, and where the
 * keychain does not let its entries go.
 */
export async function deleteEverythingStored(owner: DataOwner): Promise<Result<null>> {
  const { secrets, forgetPage, restart } = owner.options.ports;
  return withOthersAway(owner, async () => {
    // The sample's file goes too, and may be open elsewhere while the own one is not.
    const refused = owner.dataWork.whyNotDeletable();
    if (refused !== null) {
      return fail(refused);
    }
    const withKeys = [...keysOf(await owner.connections()), ...(await owner.channelSecrets())];
    const erased = await eraseSecrets(secrets, withKeys);
    if (!erased.ok) {
      return erased;
    }
    await owner.stop();
    const deleted = owner.dataWork.deleteAll({ claimed: true });
    await forgetPage();
    restart();
    return deleted.ok ? succeed(null) : deleted;
  });
}

/** Nothing is begun while another process has the data open, and none opens them meanwhile. */
async function withOthersAway<T>(owner: DataOwner, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const claim = owner.dataWork.claim();
  if (!claim.ok) {
    return claim;
  }
  try {
    return await work();
  } finally {
    claim.value.release();
  }
}

function progressOf(changes: Changes, job: NonNullable<EventPayload<'data-progress'>['job']>) {
  return ({ done, total, unit }: { readonly done: number; readonly total: number | null; readonly unit: string }) =>
    changes.emit('data-progress', { job, done, total, unit });
}
