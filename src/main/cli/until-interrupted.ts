import { InvalidArgumentError } from 'commander';
import { type Clock, within } from '#main/clock';
import { NO_PORT } from '#shared/words/terminal';
import { EXIT, type ExitCode } from './exit-codes';
import { clearScreen } from './output';

/** The port of an option; 0 takes a free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError(NO_PORT);
  }
  return port;
}

/** Resolves when the person, or the system, asks the process to end. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/**
 * Draws once; with `seconds` again and again until somebody interrupts it, or what was asked is wrong, which it stays.
 * Answers the last code.
 */
export async function drawAgain(
  seconds: number | undefined,
  clock: Clock,
  draw: () => Promise<ExitCode>,
): Promise<ExitCode> {
  if (seconds === undefined) {
    return draw();
  }
  const end = interrupted().then(() => true);
  for (;;) {
    clearScreen();
    const code = await draw();
    if (code === EXIT.wrongUse || (await within(clock, seconds * 1000, end, () => false))) {
      return code;
    }
  }
}
