import { writeSync } from 'node:fs';
import { settableClock } from '#main/clock';
import { openStore } from '#main/store/open-store';

/**
 * Opens the store of `file`, takes a lease until `until` when one is named, and stays until it is killed. The
 * last argument is what its clock says.
 */
async function hold(file: string, now: number, lease: string | undefined, seconds: number): Promise<void> {
  const opened = await openStore({ file, clock: settableClock(now) });
  if (!opened.ok) {
    writeSync(1, `FAILED ${opened.failure.code} ${opened.failure.message}\n`);
    process.exitCode = 1;
    return;
  }
  const store = opened.value;
  if (lease !== undefined) {
    writeSync(1, `TAKEN ${await store.leases.take(lease, 'child', now, now + seconds)}\n`);
  }
  writeSync(1, 'READY\n');
  process.stdin.resume();
  process.stdin.once('end', () => store.close());
}

const [file, now, lease, seconds] = process.argv.slice(2);
if (file !== undefined && now !== undefined && process.env.HEADROOM_HOLDING_CHILD === '1') {
  await hold(file, Number(now), lease, Number(seconds));
}
