import { execFile } from 'node:child_process';
import { basename, isAbsolute } from 'node:path';
import { oneLine, plainText } from '#shared/format/plain-text';
import { commandComplaints } from '#shared/words/channel';
import { type ChannelOutcome, failed, type Message, SHOWN } from '../channel';
import type { ChannelKindEntry } from './channel-kind';
import { plainBody } from './webhook-bodies';

const TIME_LIMIT_MS = 30_000;
const MOST_BYTES = 64 * 1024;
const LONGEST_DETAIL = 200;
/** What a program needs of the environment to run; keys of accounts that are given there stay with Headroom. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TEMP',
  'SystemRoot',
  'DISPLAY',
  'DBUS_SESSION_BUS_ADDRESS',
];

/**
 * A program of the person's own: the message as JSON on its standard input, its main parts as variables. No shell is
 * between. An exit code of 0 is well; 75, "temporary failure" (sysexits.h), asks for another try.
 */
export const command: ChannelKindEntry = {
  id: 'command',
  fields: [
    { key: 'program', required: true, secret: false, input: 'text' },
    { key: 'arguments', required: false, secret: false, input: 'lines' },
  ],
  complaint: ({ program = '' }) => (isAbsolute(program) ? null : commandComplaints.program),
  target: ({ program = '' }) => basename(program),
  send: (message, destination, { patienceMs = TIME_LIMIT_MS }, signal) =>
    run([destination['program'] ?? '', ...argumentsOf(destination['arguments'])], message, patienceMs, signal),
};

/** One a line, so that an argument may hold commas and blanks. */
function argumentsOf(text = ''): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function run(
  [program = '', ...given]: readonly string[],
  message: Message,
  timeout: number,
  signal: AbortSignal,
): Promise<ChannelOutcome> {
  const place = basename(program);
  return new Promise((resolve) => {
    const child = execFile(
      program,
      given,
      { timeout, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES, windowsHide: true, signal, env: environmentOf(message) },
      (error, _output, complaints) => resolve(error === null ? SHOWN : outcomeOf(error, place, complaints)),
    );
    // One that ends before it has read everything is told by its exit, not by the broken pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${JSON.stringify(plainBody(message))}\n`);
  });
}

function environmentOf({ key, kind, title, body, severity }: Message): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passed),
    HEADROOM_ID: key,
    HEADROOM_KIND: kind,
    HEADROOM_TITLE: oneLine(title),
    HEADROOM_BODY: plainText(body),
    HEADROOM_SEVERITY: severity ?? '',
  };
}

/** `sysexits.h`: the failure is temporary. */
const EX_TEMPFAIL = 75;

function outcomeOf(
  error: { readonly code?: string | number | null; readonly killed?: boolean },
  place: string,
  complaints: string,
): ChannelOutcome {
  if (error.killed === true) return failed({ code: 'timeout', place }, true);
  if (typeof error.code !== 'number') return failed({ code: 'no-program', place }, false);
  const detail = oneLine(complaints.trim()).slice(0, LONGEST_DETAIL);
  return failed({ code: 'exit', place, status: error.code, detail }, error.code === EX_TEMPFAIL);
}
