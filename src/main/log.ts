import { destination, type Logger, pino, stdSerializers } from 'pino';
import { plainJson } from '#shared/format/plain-text';

export type { Logger };

/** Paths that never reach a log, whatever object they arrive in. */
const REDACTED = ['token', 'password', 'secret', 'authorization', 'credentials', 'headers', 'url'];

/**
 * The log: one JSON line an event, to standard error, so that standard output stays clean for the
 * terminal's own answers. Errors are written with their kind and code; their text and stack, which may hold
 * somebody else's words, only while debugging.
 */
export function createLogger(level: LogLevel, debug = isDebugging(process.env)): Logger {
  const out = destination({ fd: 2, sync: true });
  return pino(
    {
      level,
      base: undefined,
      redact: { paths: REDACTED.flatMap((path) => [path, `*.${path}`]), censor: '[hidden]' },
      serializers: { err: debug ? stdSerializers.err : kindOf },
    },
    { write: (line: string) => void out.write(plainJson(line)) },
  );
}

/** Whoever works in a terminal reads sentences: there the log is silent unless one debugs. */
export function createTerminalLogger(environment: Readonly<Record<string, string | undefined>>): Logger {
  const debug = isDebugging(environment);
  return createLogger(debug ? 'debug' : 'silent', debug);
}

type LogLevel = 'silent' | 'warn' | 'info' | 'debug';

function isDebugging(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment['HEADROOM_DEBUG'] === '1';
}

function kindOf(error: unknown): { readonly kind: string; readonly code: string | null } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { kind: error instanceof Error ? error.name : typeof error, code };
}
