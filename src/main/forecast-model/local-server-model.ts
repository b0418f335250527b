import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AskModel } from './ask-model';

const TIME_LIMIT_MS = 30_000;
const HERE = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * A server on this machine: `POST ADDRESS?horizon=N` with the series as CSV, answered with the JSON of
 * `headroom forecast`. No other machine is ever asked: what an account uses does not leave this one.
 */
export function askLocalServer(address: string): AskModel {
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
          signal: AbortSignal.timeout(TIME_LIMIT_MS),
        },
        (answer) => {
          if (answer.statusCode === 200) {
            text(answer).then(resolve, refuse);
          } else {
            answer.resume();
            reject(new Error(`The server of the model answered ${answer.statusCode ?? 0}.`));
          }
        },
      );
      sent.on('error', refuse);
      sent.end(series);
    });
  };
}
