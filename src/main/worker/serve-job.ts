import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { CANCEL, type JobMessage, type JobOrder } from './job';
import { runJob } from './run-job';

/** Does one job, tells how far it is, and hears at every step whether it is to stop. */
export async function serveJob(port: MessagePort, job: JobOrder): Promise<void> {
  const send = (message: JobMessage): void => port.postMessage(message);
  const result = await runJob(job, (progress) => {
    send({ kind: 'progress', progress });
    return receiveMessageOnPort(port)?.message !== CANCEL;
  });
  send({ kind: 'done', result });
}
