import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CANCEL, type JobMessage, type JobOrder } from './job';
import { runJob } from './run-job';

const port = parentPort;
if (port === null) {
  throw new Error('This is the entry of a worker thread.');
}

const send = (message: JobMessage): void => port.postMessage(message);

const result = await runJob(workerData as JobOrder, (progress) => {
  send({ kind: 'progress', progress });
  return receiveMessageOnPort(port)?.message !== CANCEL;
});
send({ kind: 'done', result });
