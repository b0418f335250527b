import { createChanges } from '#main/changes';
import { settableClock } from '#main/clock';
import { createLogger } from '#main/log';
import { registry } from '#main/providers/index';
import { openSampleAccount, type SampleAccount } from '#main/sample/sample-account';
import { openStore } from '#main/store/open-store';
import type { Instant } from '#shared/domain/instant';

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
