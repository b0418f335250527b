import { readCosts } from '#main/queries/bill/costs';
import type { SampleAccount } from '#main/sample/sample-account';
import type { CostsView } from '#shared/ipc/costs';

/** The Vercel account of the sample. */
export const VERCEL = 'sample-vercel';

/** What it costs. */
export async function vercelCosts(sample: SampleAccount): Promise<CostsView> {
  const view = (await readCosts(sample.parts)).find((one) => one.connectionId === VERCEL);
  if (view === undefined) {
    throw new Error('The Vercel account has no costs.');
  }
  return view;
}
