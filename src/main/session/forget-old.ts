import type { DataWork } from '#main/actions/data-work';
import type { Logger } from '#main/log';
import type { Store } from '#main/store/store';
import { DAY, type Instant } from '#shared/domain/instant';

/** Longer without a run is a long holiday, or a clock that is wrong. */
const LONGEST_LEAP = 7 * DAY;

interface Forgetting {
  readonly jobRuns: Store['jobRuns'];
  readonly dataWork: DataWork;
  readonly logger: Logger;
}

/** Removes what is older than the policy says, where that was not done within a day. */
export async function forgetOldOnceADay({ jobRuns, dataWork, logger }: Forgetting, now: Instant): Promise<void> {
  const last = await jobRuns.last('retention');
  if (last !== null && last <= now && now - last < DAY) {
    return;
  }
  if (last !== null && now - last > LONGEST_LEAP) {
    // A clock that leapt ahead would take everything for old: it has to stand by it for another day.
    await jobRuns.keep('retention', now);
    return;
  }
  const result = await dataWork.forgetOld(now);
  if (result.ok) {
    await jobRuns.keep('retention', now);
  } else {
    logger.warn({ code: result.failure.code }, 'old samples could not be removed');
  }
}
