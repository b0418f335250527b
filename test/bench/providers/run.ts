import type { BenchRow } from '../store/bench-row';
import { benchCharges } from './charges';
import { benchCycles } from './cycle';
import { pollingCostRows } from './polling-costs';
import { startSimulatorProcess } from './simulator-process';

export { serveSimulator } from './simulator-process';

/** Charges in bulk, a cycle over many accounts, its requests, and what polling costs. */
export async function runProvidersBench(): Promise<BenchRow[]> {
  const simulator = await startSimulatorProcess();
  try {
    return [...(await benchCharges(simulator)), ...(await benchCycles(simulator)), ...pollingCostRows()];
  } finally {
    simulator.close();
  }
}
