import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createChanges } from '#main/changes';
import { settableClock } from '#main/clock';
import { createLogger } from '#main/log';
import { registry } from '#main/providers/index';
import { openSampleAccount, SAMPLE_FILE, type SampleAccount } from '#main/sample/sample-account';
import { openStore } from '#main/store/open-store';
import type { Instant } from '#shared/domain/instant';
import { madeOnce } from '../support/made-once';

/** The sample account in a folder as of `now` (Unix seconds), its history not filled in yet; throws where it does not open. */
export async function openSample(dataDir: string, now: Instant): Promise<SampleAccount> {
  const clock = settableClock(now);
  const account = await openSampleAccount({
    dataDir,
    clock,
    providers: registry,
    changes: createChanges(),
    logger: createLogger('silent'),
    intervalMinutes: 15,
    openStore: (file) => openStore({ file, clock }),
    notifier: () => null,
    workerFile: null,
  });
  if (!account.ok) {
    throw new Error(account.failure.message);
  }
  return account.value;
}

/** The same with its history filled in. */
export async function openFilledSample(dataDir: string, now: Instant): Promise<SampleAccount> {
  const account = await openSample(dataDir, now);
  const prepared = await account.prepare(() => undefined);
  if (!prepared.ok) {
    throw new Error(prepared.failure.message);
  }
  return account;
}

/** Puts the filled sample as of `now` into a folder, as if it had been filled there: it is filled once for all suites. */
export async function copyFilledSample(dataDir: string, now: Instant): Promise<void> {
  const made = await madeOnce(`sample-${now}`, async (folder) => {
    const account = await openFilledSample(folder, now);
    await account.stop();
  });
  copyFileSync(join(made, SAMPLE_FILE), join(dataDir, SAMPLE_FILE));
}

/** The sample account in a folder as of `now`, on a copy of what was filled in then, with its clouds running. */
export async function openCopiedSample(dataDir: string, now: Instant): Promise<SampleAccount> {
  await copyFilledSample(dataDir, now);
  return openFilledSample(dataDir, now);
}
