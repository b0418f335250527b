import { destination, type Logger, pino } from 'pino';

export type { Logger };

/** Paths that never reach a log, whatever object they arrive in. */
const REDACTED = ['token', 'password', 'secret', 'authorization', 'credentials', 'headers', 'url'];

/**
 * The log: one JSON line an event, to standard error, so that standard output stays clean for the
 * terminal's own answers.
 */
export function createLogger(level: 'silent' | 'warn' | 'info' | 'debug'): Logger {
  return pino(
    { level, base: undefined, redact: { paths: REDACTED.flatMap((path) => [path, `*.${path}`]), censor: '[hidden]' } },
    destination({ fd: 2, sync: true }),
  );
}
