/*
 * Runs a command in a desktop session of its own, for tests: a virtual display, a D-Bus session with an unlocked keyring
 * in a temporary folder, and a notification daemon whose output is kept in the file $HEADROOM_NOTIFICATION_LOG.
 * Other systems than Linux have all this already: there the command runs as it is.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInForeground } from '../build/launch.mjs';

const READY_LIMIT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

const [first, ...rest] = process.argv.slice(2);
process.exitCode = await main();

function main() {
  if (process.platform !== 'linux') return runInForeground(first, rest, { env: process.env });
  if (first === '--inside') return inside(rest);
  const session = ['dbus-run-session', '--', process.execPath, fileURLToPath(import.meta.url), '--inside'];
  const display = ['-a', '-s', '-screen 0 1600x1200x24'];
  return runInForeground('xvfb-run', [...display, ...session, first, ...rest], { env: process.env });
}

/** @param {string[]} commandLine */
async function inside([command, ...args]) {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-session-'));
  const log = join(folder, 'notifications.log');
  const services = [startKeyring(folder), startNotifications(log)];
  try {
    await Promise.all([untilOwned('org.freedesktop.secrets'), untilOwned('org.freedesktop.Notifications')]);
    const env = { ...process.env, HEADROOM_DESKTOP_SESSION: '1', HEADROOM_NOTIFICATION_LOG: log };
    return await runInForeground(command, args, { env });
  } finally {
    for (const service of services) service.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function startKeyring(folder) {
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end('headroom');
  return daemon;
}

function startNotifications(log) {
  const output = openSync(log, 'w');
  return spawn('dunst', ['-print'], { stdio: ['ignore', output, 'ignore'] });
}

async function untilOwned(name) {
  const question = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  for (let waited = 0; waited < READY_LIMIT_MILLISECONDS; waited += POLL_MILLISECONDS) {
    const answer = spawnSync('dbus-send', [...question, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`]);
    if (String(answer.stdout).includes('true')) return;
    await new Promise((settle) => setTimeout(settle, POLL_MILLISECONDS));
  }
  throw new Error(`No ${name} on the test session's bus within ${READY_LIMIT_MILLISECONDS / 1000} s.`);
}
