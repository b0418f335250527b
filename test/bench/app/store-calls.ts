import { join } from 'node:path';
import { systemClock } from '#main/clock';
import { loadPrices } from '#main/collection/monitoring-parts';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { readOverview } from '#main/queries/home/overview';
import { readTrayState } from '#main/queries/home/tray-state';
import type { PricedParts } from '#main/queries/read-parts';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { SAMPLE_FILE } from '#main/sample/sample-account';
import { openStore } from '#main/store/open-store';
import { isTouched, QUERY_CHANNELS } from '../../../src/renderer/data/topics';
import { callCount, countStoreCalls } from '../../integration/support/count-store-calls';
import type { BenchRow } from '../store/bench-row';

const INTERVAL_MINUTES = 15;
const IDLE = { running: false, nextAt: null, intervalMinutes: INTERVAL_MINUTES, progress: null };

/** How often a question asks the store of the filled sample in `folder`, forecasts and costs worked out before. */
export async function benchStoreCalls(folder: string): Promise<BenchRow[]> {
  const opened = await openStore({ file: join(folder, SAMPLE_FILE), clock: systemClock });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  const counted = countStoreCalls(opened.value);
  const { store } = counted;
  const parts: PricedParts = {
    store,
    clock: systemClock,
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
    prices: pricesInUse(store, loadPrices),
  };
  const callsOf = async (ask: () => Promise<unknown>): Promise<number> => {
    counted.forget();
    await ask();
    return callCount(counted);
  };
  try {
    await readOverview(parts, IDLE);
    const keys = (await readMetricStates(parts)).map(({ key }) => key);
    const charts: number[] = [];
    for (const key of keys) {
      charts.push(await callsOf(() => readUsageChart(parts, { key, range: '30d', points: 400 }, INTERVAL_MINUTES)));
    }
    const shown = QUERY_CHANNELS.filter((channel) => isTouched(channel, ['alerts'])).length;
    return [
      row('store calls of a usage chart', 15, Math.max(...charts), `the most of ${keys.length} metrics`),
      row('store calls of the tray', 15, await callsOf(() => readTrayState(parts, IDLE, null)), ''),
      row('store calls of the overview', 50, await callsOf(() => readOverview(parts, IDLE)), ''),
      row('answers read again after an alert was acknowledged', 3, shown, `of ${QUERY_CHANNELS.length} that are kept`),
    ];
  } finally {
    store.close();
  }
}

function row(name: string, most: number, count: number, note: string): BenchRow {
  return { name, goal: `<= ${most}`, measured: String(count), ok: count <= most, note };
}
