import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { NOT_OF_HEADROOM } from '#shared/words/terminal';
import { isAlive } from '../database/process-identity';
import { openSqlite } from '../database/sqlite';
import { isDamage } from '../database/store-error';

/** A private copy of a backup beside the database: one file, its log worked in. */
export interface Incoming {
  readonly file: string;
  remove(): void;
}

/** A backup that somebody writes to is copied again so often before it is given up. */
const MOST_COPIES = 3;

/** What a journal ends with that names a file of its own, which SQLite would open and might delete. */
const NAMES_A_FILE = Buffer.from('d9d505f920a163d7', 'hex');

/** How the folders of incoming backups begin; process number and a random end follow. */
export function incomingPrefix(file: string): string {
  return `${parse(file).name}.incoming-`;
}

/**
 * Copies a backup, with the write-ahead log or journal that lies beside it, next to the database `file`, and works
 * the log into the copy: rows that were committed there only are rows of the backup. The backup itself is only
 * read, never opened as a database. Fails with `not-found`, `invalid-input` (a folder, a device, the data file
 * itself by whatever path), `conflict` (it is being written) or `store-damaged`; throws what the disk says.
 */
export function copyIncoming(file: string, backup: string): Result<Incoming> {
  const unfit = whyNoBackup(file, backup);
  if (unfit !== null) {
    return fail(unfit);
  }
  // SQLite keeps the log beside the file that a link leads to.
  const source = realpathSync(backup);
  mkdirSync(dirname(file), { recursive: true });
  removeLeftOvers(file);
  const folder = mkdtempSync(join(dirname(file), `${incomingPrefix(file)}${process.pid}-`));
  const incoming = { file: join(folder, 'backup.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  try {
    const failure = copyStill(source, incoming.file) ?? workLogIn(incoming.file);
    if (failure === null) {
      return succeed(incoming);
    }
    incoming.remove();
    return fail(failure);
  } catch (error) {
    incoming.remove();
    throw error;
  }
}

function whyNoBackup(file: string, backup: string): Failure | null {
  const found = statSync(backup, { throwIfNoEntry: false });
  if (found === undefined) {
    return failure('not-found', 'The backup file does not exist.', 'Choose another file.');
  }
  if (!found.isFile()) {
    const what = found.isDirectory() ? 'a folder' : 'no file';
    return failure('invalid-input', `The backup is ${what}.`, 'Choose the file that the backup made.');
  }
  const isItself = ['', '-wal', '-shm'].some((suffix) => {
    const own = statSync(`${file}${suffix}`, { throwIfNoEntry: false });
    return own !== undefined && own.ino === found.ino && own.dev === found.dev;
  });
  if (isItself) {
    return failure('invalid-input', 'This is the data file itself.', 'Choose a backup of it. Nothing was changed.');
  }
  try {
    accessSync(backup, constants.R_OK);
  } catch {
    return failure('invalid-input', 'The backup cannot be read.', 'Give your user the right to read the file.');
  }
  // SQLite would call any other file a damaged one. Of an empty one the log may hold everything.
  return found.size === 0 || beginningOf(backup, SQLITE.length) === SQLITE ? null : NO_BACKUP;
}

/** How every file of SQLite begins: https://www.sqlite.org/fileformat.html#the_database_header. */
const SQLITE = 'SQLite format 3\0';

function beginningOf(file: string, length: number): string {
  const opened = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.toString('latin1', 0, readSync(opened, bytes));
  } finally {
    closeSync(opened);
  }
}

/** Copies until nothing changed meanwhile: half of one state and half of the next is no backup. */
function copyStill(source: string, target: string): Failure | null {
  for (let copy = 0; copy < MOST_COPIES; copy += 1) {
    const before = stateOf(source);
    for (const suffix of ['', '-wal', '-journal']) {
      rmSync(`${target}${suffix}`, { force: true });
      if (statSync(`${source}${suffix}`, { throwIfNoEntry: false })?.isFile()) {
        copyFileSync(`${source}${suffix}`, `${target}${suffix}`);
        // A backup that is write-protected is not to make a data file of it.
        chmodSync(`${target}${suffix}`, 0o600);
      }
    }
    if (stateOf(source) === before) {
      return namesAnotherFile(`${target}-journal`) ? DAMAGED : null;
    }
  }
  return failure('conflict', 'The backup is being written right now.', 'Wait until it is done, then try again.');
}

function stateOf(source: string): string {
  const told = ({ ino, size, mtimeMs }: Stats): string => `${ino} ${size} ${mtimeMs}`;
  return ['', '-wal', '-journal']
    .map((suffix) => statSync(`${source}${suffix}`, { throwIfNoEntry: false }))
    .map((stats) => (stats === undefined ? '' : told(stats)))
    .join(', ');
}

function namesAnotherFile(journal: string): boolean {
  return (
    statSync(journal, { throwIfNoEntry: false }) !== undefined &&
    readFileSync(journal).subarray(-NAMES_A_FILE.length).equals(NAMES_A_FILE)
  );
}

function workLogIn(file: string): Failure | null {
  try {
    const sqlite = openSqlite(file);
    try {
      sqlite.pragma('trusted_schema = OFF');
      sqlite.pragma('journal_mode = DELETE');
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (isDamage(error)) {
      return DAMAGED;
    }
    throw error;
  }
  // Before it takes the place of the data it has to be on the disk, power cut or not.
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  return null;
}

// A process that was killed in the middle leaves a whole copy of the data behind.
function removeLeftOvers(file: string): void {
  const prefix = incomingPrefix(file);
  for (const name of readdirSync(dirname(file)).filter((entry) => entry.startsWith(prefix))) {
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10))) {
      rmSync(join(dirname(file), name), { recursive: true, force: true });
    }
  }
}

/** A refusal that changed nothing. */
export function failure(code: Failure['code'], message: string, action: string): Failure {
  return { code, message, action, retryable: false };
}

export const NO_BACKUP: Failure = { code: 'invalid-input', ...NOT_OF_HEADROOM, retryable: false };

export const DAMAGED = failure(
  'store-damaged',
  'The backup is damaged.',
  'Choose an older backup. Nothing was changed.',
);
