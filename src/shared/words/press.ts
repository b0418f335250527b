import type { Failure } from '#shared/domain/failure';

/** The report's page was given up before it was printed. */
export const PRESS_CANCELLED: Failure = {
  code: 'cancelled',
  message: 'It was cancelled.',
  action: 'Nothing was written.',
  retryable: true,
};

export function pressTooSlow(seconds: number): Failure {
  return {
    code: 'timeout',
    message: `The page was not printed within ${seconds} seconds.`,
    action: 'Try again when this computer has less to do, or choose another format.',
    retryable: true,
  };
}

/** The engine could not show or print the page; `kind` is the error's name, never its text. */
export function pressFailed(kind: string): Failure {
  return {
    code: 'internal',
    message: `The page could not be printed (${kind}).`,
    action: 'Try again, or choose another format.',
    retryable: true,
  };
}

export const NO_RUNTIME: Failure = {
  code: 'not-configured',
  message: "A PDF and a picture are made by the app's own runtime, Electron, which was not found.",
  action:
    'Run `npm run -s headroom -- report …`, which gets it, or name the folder of an Electron in ELECTRON_OVERRIDE_DIST_PATH.',
  retryable: false,
};

export const NO_DISPLAY: Failure = {
  code: 'not-configured',
  message: "There is no display here, and xvfb-run, which lends one to the app's runtime, was not found.",
  action: 'Install it (Debian, Ubuntu: `apt-get install -y xvfb xauth`), or choose another format.',
  retryable: false,
};

/** The runtime ended without a result. */
export function runtimeEnded(code: number | null): Failure {
  return {
    code: 'internal',
    message: `The app's runtime ended ${code === null ? 'before it was done' : `with ${code}`}, without a result.`,
    action: 'Run it with HEADROOM_DEBUG=1 to see what it said, or choose another format.',
    retryable: true,
  };
}

export const NO_PROGRAM: Failure = {
  code: 'not-found',
  message: 'No program could open this file.',
  action: 'Use “Show in folder” and open it by hand.',
  retryable: true,
};

/** `Page 1 of 3`, at the foot of each page; the engine fills in what has a class. */
export const PAGE_OF = ['Page ', ' of '] as const;
