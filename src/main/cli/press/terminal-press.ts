import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, within } from '#main/clock';
import type { Press } from '#main/ports';
import { givePressJob, type PressJob, takePressResult } from '#main/press-job';
import { fail, type Result } from '#shared/domain/failure';
import { PRESS_CANCELLED, pressTooSlow, runtimeEnded } from '#shared/words/press';
import { tellLines } from '../output';
import { type RuntimeCommand, runtimeCommand, type Surroundings, surroundings } from './runtime';

const LONGEST_SECONDS = 90;
/** What the runtime said last is told while debugging. */
const LAST_WORDS = 4000;

/** Variables that the runtime needs to run at all: no key of an account is among them. */
const HANDED_ON =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.*|DBUS_SESSION_BUS_ADDRESS|LD_LIBRARY_PATH|SYSTEMROOT|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMDATA|PROGRAMFILES|TEMP|TMP)$/i;

/** The press of a terminal: the app's runtime is started for each page, and ends with it. */
export function terminalPress(clock: Clock, around: Surroundings = surroundings()): Press {
  return {
    print: (html, paper, signal) => inRuntime({ kind: 'pdf', html, paper }, clock, around, signal),
    paint: (html, size, signal) => inRuntime({ kind: 'picture', html, size }, clock, around, signal),
  };
}

async function inRuntime(
  job: PressJob,
  clock: Clock,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  if (signal.aborted) return fail(PRESS_CANCELLED);
  const folder = await mkdtemp(join(tmpdir(), 'headroom-press-'));
  try {
    const command = runtimeCommand([`--press=${folder}`], around);
    if (!command.ok) return command;
    await givePressJob(folder, job);
    const ended = await run(command.value, environmentOf(around, folder), clock, signal);
    if (signal.aborted) return fail(PRESS_CANCELLED);
    const result = await takePressResult(folder);
    if (result !== null) return result;
    return fail(ended === 'late' ? pressTooSlow(LONGEST_SECONDS) : runtimeEnded(ended));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the runtime and the display leave behind lies in the job's own folder, and goes with it. */
function environmentOf({ environment }: Surroundings, folder: string): NodeJS.ProcessEnv {
  const handed = Object.entries(environment).filter(([name]) => HANDED_ON.test(name));
  return { ...Object.fromEntries(handed), TMPDIR: folder };
}

async function run(
  { command, args }: RuntimeCommand,
  env: NodeJS.ProcessEnv,
  clock: Clock,
  signal: AbortSignal,
): Promise<number | null | 'late'> {
  // A group of its own: the display and the runtime's helpers end with it.
  const isGroup = process.platform !== 'win32';
  const child = spawn(command, [...args], { env, detached: isGroup, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: unknown) => {
    said = `${said}${String(chunk)}`.slice(-LAST_WORDS);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  const stop = () => end(child, isGroup);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const code = await within(clock, LONGEST_SECONDS * 1000, ended, () => 'late' as const);
    if (code !== 0 && process.env['HEADROOM_DEBUG']) tellLines(said);
    if (code === 'late') {
      stop();
      await within(clock, 5000, ended, () => null);
    }
    return code;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function end(child: ChildProcess, isGroup: boolean): void {
  try {
    if (isGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
  } catch {
    // It has ended by itself meanwhile.
  }
}
