import { checkIntegrity } from '#main/store/database/check-integrity';
import { enterFile } from '#main/store/database/gate';
import type { SqliteDatabase } from '#main/store/database/sqlite';
import { configure, openSqlite } from '#main/store/database/sqlite';
import { expectedFailure } from '#main/store/database/store-error';
import { backUp } from '#main/store/maintenance/backup';
import { exportEverything } from '#main/store/maintenance/export-everything';
import { importCsv } from '#main/store/maintenance/import-csv';
import type { Progress, Work } from '#main/store/maintenance/progress';
import { rebuildRollups } from '#main/store/maintenance/rebuild-rollups';
import { inspectBackup, restoreBackup } from '#main/store/maintenance/restore';
import { applyRetention } from '#main/store/maintenance/retention';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { CANCELLED, type JobName, type JobOrder } from './job';

/**
 * Does one job on a connection of its own. `report` hears of every step; when it answers false the job
 * stops there and the result is `cancelled`.
 */
export async function runJob(order: JobOrder, report: (progress: Progress) => boolean): Promise<Result<unknown>> {
  let sqlite: SqliteDatabase | null = null;
  let entered: { leave(): void } | null = null;
  try {
    if (isOrder(order, 'check')) {
      return succeed(checkIntegrity(order.file));
    }
    if (isOrder(order, 'inspect')) {
      return inspectBackup({ ...order.input, file: order.file });
    }
    if (isOrder(order, 'restore')) {
      return restoreBackup({ ...order.input, file: order.file });
    }
    // The terminal does a job without a store: nobody is to replace or delete the file under it.
    entered = enterFile(order.file);
    sqlite = openSqlite(order.file);
    configure(sqlite);
    return await toItsEnd(workOf(sqlite, order), report);
  } catch (error) {
    return fail(expectedFailure(error));
  } finally {
    sqlite?.close();
    entered?.leave();
  }
}

function workOf(sqlite: SqliteDatabase, order: JobOrder): Work<Result<unknown>> {
  if (isOrder(order, 'retention')) {
    return succeeding(applyRetention(sqlite, order.input.policy, order.input.now));
  }
  if (isOrder(order, 'rebuild')) {
    return succeeding(rebuildRollups(sqlite));
  }
  if (isOrder(order, 'backup')) {
    return backUp(sqlite, order.input.target, order.input.replace ?? false);
  }
  if (isOrder(order, 'export')) {
    return exportEverything(sqlite, order.input.format, order.input.target);
  }
  if (isOrder(order, 'import')) {
    return importCsv(sqlite, order.input);
  }
  throw new Error(`There is no job ${order.name}.`);
}

function isOrder<Name extends JobName>(order: JobOrder, name: Name): order is JobOrder<Name> {
  return order.name === name;
}

async function* succeeding<T>(work: Work<T>): Work<Result<T>> {
  return succeed(yield* work);
}

async function toItsEnd(
  work: Work<Result<unknown>>,
  report: (progress: Progress) => boolean,
): Promise<Result<unknown>> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) {
      return step.value;
    }
    if (!report(step.value)) {
      // Lets the work clean up: a half-written file is gone afterwards.
      await work.return(succeed(null));
      return fail(CANCELLED);
    }
  }
}
