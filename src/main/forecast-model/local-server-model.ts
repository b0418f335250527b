import { type IncomingMessage, request } from 'node:http';
import { MODEL_ANSWERS_TOO_MUCH } from '#shared/words/forecast-model';
import { type AskModel, MOST_BYTES, TIME_LIMIT_MS } from './ask-model';

const HERE = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * A server on this machine: `POST ADDRESS?horizon=N` with the series as CSV, answered with the JSON of
 * `headroom forecast`. No other machine is ever asked: what an account uses does not leave this one.
 */
export function askLocalServer(address: string, timeLimitMs = TIME_LIMIT_MS): AskModel {
  return async (series, horizon) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || url.protocol !== 'http:' || !HERE.has(url.hostname)) {
      throw new Error('The address of the model must be on this machine, such as http://127.0.0.1:8000/forecast.');
    }
    url.searchParams.set('horizon', String(horizon));
    return new Promise((resolve, reject) => {
      const refuse = () => reject(new Error('The server of the model did not answer.'));
      const sent = request(
        url,
        {
          method: 'POST',
          headers: { 'content-type': 'text/csv', accept: 'application/json' },
          signal: AbortSignal.timeout(timeLimitMs),
        },
        (answer) => {
          if (answer.statusCode === 200) {
            read(answer).then(resolve, (error) => (error === TOO_MUCH ? reject(error) : refuse()));
          } else {
            answer.destroy();
            reject(new Error(`The server of the model answered ${answer.statusCode ?? 0}.`));
          }
        },
      );
      sent.on('error', refuse);
      sent.end(series);
    });
  };
}

const TOO_MUCH = new Error(MODEL_ANSWERS_TOO_MUCH);

/** A server that never stops would fill the memory long before its time is over. */
async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw TOO_MUCH;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
