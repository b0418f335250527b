import { runCycle } from '#main/collection/run-cycle';
export async function backfillAll(account: any) {
  const r = await account.act(runCycle, { trigger: 'user', evaluate: 'none' });
  if (!r.ok) throw new Error(r.failure.message);
}
