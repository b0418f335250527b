import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadOrder } from './thread-order';

const port = parentPort;
if (port === null) {
  throw new Error('This is the entry of a worker thread.');
}

// Each thread loads only what its own work needs.
const order = workerData as ThreadOrder;
switch (order.kind) {
  case 'job':
    await (await import('./serve-job')).serveJob(port, order.job);
    break;
  case 'forecasts':
    (await import('./serve-forecasts')).serveForecasts(port, order);
    break;
  case 'simulator':
    await (await import('./serve-simulator')).serveSimulator(port, order);
    break;
}
