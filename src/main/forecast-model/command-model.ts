import { execFile } from 'node:child_process';
import { MODEL_ANSWERS_TOO_MUCH } from '#shared/words/forecast-model';
import { type AskModel, MOST_BYTES, TIME_LIMIT_MS } from './ask-model';

/**
 * A program that is called as `headroom forecast` is: `PROGRAM ... --json --horizon N -`, the series as CSV on its
 * standard input, one JSON line on its standard output. No shell is between, so nothing in it is expanded.
 */
export function askCommand([program = '', ...given]: readonly string[], timeLimitMs = TIME_LIMIT_MS): AskModel {
  return (series, horizon) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        program,
        [...given, '--json', '--horizon', String(horizon), '-'],
        // A program that does not listen to the polite signal would be waited for without end.
        { timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES, windowsHide: true },
        (error, output) => (error === null ? resolve(output) : reject(new Error(whyNot(error)))),
      );
      // One that ends before it has read everything is told by its exit, not by the broken pipe.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(series);
    });
}

function whyNot(error: { readonly code?: unknown; readonly killed?: boolean }): string {
  if (error.killed === true) {
    return 'The model did not answer within 30 seconds.';
  }
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return MODEL_ANSWERS_TOO_MUCH;
  }
  if (error.code === 'ENOENT' || error.code === 'EACCES') {
    return 'The program of the model cannot be started.';
  }
  return 'The program of the model ended with an error.';
}
