import { it } from 'vitest';
import { billText } from '#main/cli/commands/bill';
import { readBill } from '#main/queries/bill/read-bill';
import { parseInstant } from '#shared/core/calendar/calendar';
import { accountFile, runAccount } from './an-account';

it.each((process.env['ACC'] ?? 'idle-pro').split(','))('%s', async (name) => {
  const now = parseInstant(process.env['AT'] ?? '2026-11-20T12:00:00Z') ?? 0;
  const run = await runAccount(accountFile(name), now, parseInstant('2026-11-20T12:00:00Z') ?? 0);
  const t0 = Date.now();
  const result = await run.session.account.collect('user');
  const t1 = Date.now();
  if (!result.ok) console.log(result);
  const bill = await readBill(run.session.account.parts);
  const t2 = Date.now();
  console.log(billText(bill), `\ncollect ${t1 - t0} ms, bill ${t2 - t1} ms`);
  await run.stop();
});
