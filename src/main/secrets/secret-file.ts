import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Clock, systemClock } from '#main/clock';
import { withFileLock } from '#main/files/file-lock';
import { writePrivately } from '#main/files/private-file';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type Entries, readEntries, writeEntries } from './secret-entries';
import { copyAside } from './set-secrets-aside';

/** What is in the file now: its entries, with whether some of it cannot be read as entries; or why it cannot be read. */
type Content = Result<{ readonly entries: Entries; readonly damaged: boolean }>;

const ASIDE = /\.(damaged|replaced)-/;

/**
 * Texts by connection in one JSON file that only its owner may read (mode 0600). Each change is made under a lock that
 * other processes respect, and written whole. A file that is damaged is never taken for empty: it is copied aside, the
 * entries that can be read go on, and `setAside` names the copy. One that cannot be read is left alone.
 */
export class SecretFile {
  readonly file: string;
  private readonly clock: Clock;

  constructor(file: string, clock: Clock = systemClock) {
    this.file = file;
    this.clock = clock;
  }

  /** Null when there is no entry, no file, or no way to read it. */
  async get(connectionId: string): Promise<string | null> {
    const found = await this.find(connectionId);
    return found.ok ? found.value : null;
  }

  /** Null when there is no entry. Fails with `keychain-unavailable` when it cannot be known. */
  async find(connectionId: string): Promise<Result<string | null>> {
    const content = await this.read();
    if (!content.ok) return content;
    // Others may set it aside at the same moment, or the disk may be full: what could be read is good all the same.
    if (content.value.damaged) await this.change((entries) => entries);
    return succeed(content.value.entries.get(connectionId) ?? null);
  }

  /** Keeps or, with null, removes an entry. Fails with `keychain-unavailable`; then the file is as it was. */
  put(connectionId: string, text: string | null): Promise<Result<null>> {
    return this.change((entries) => {
      const next = new Map(entries);
      if (text === null) next.delete(connectionId);
      else next.set(connectionId, text);
      return next;
    });
  }

  /** Copies the file aside before an entry in it is replaced that could not be read. */
  async keepCopy(): Promise<Result<null>> {
    try {
      await copyAside(this.file, 'replaced', this.clock.now());
      return succeed(null);
    } catch (error) {
      return fail(notWritten(this.file, error));
    }
  }

  /** Why the file cannot be read at this moment; null when it can be, or is not there. */
  async trouble(): Promise<Failure | null> {
    const content = await this.find('');
    return content.ok ? null : content.failure;
  }

  /** The copies of damaged files that lie beside it. */
  async setAside(): Promise<readonly string[]> {
    const own = await this.companions();
    return own.filter((path) => ASIDE.test(basename(path)));
  }

  /** The file with everything that was made of it: copies set aside, and what a killed process left behind. */
  async companions(): Promise<readonly string[]> {
    const folder = dirname(this.file);
    const names = await readdir(folder).catch(() => []);
    const own = basename(this.file);
    return names.filter((name) => name === own || name.startsWith(`${own}.`)).map((name) => join(folder, name));
  }

  private async change(next: (entries: Entries) => Entries): Promise<Result<null>> {
    const before = await this.read();
    if (!before.ok) return before;
    // Nothing to do is not worth a lock, nor a file.
    if (!before.value.damaged && sameEntries(before.value.entries, next(before.value.entries))) return succeed(null);
    try {
      const done = await withFileLock(`${this.file}.lock`, this.clock, () => this.write(next));
      return done === null ? fail(busy(this.file)) : done.value;
    } catch (error) {
      return fail(notWritten(this.file, error));
    }
  }

  private async write(next: (entries: Entries) => Entries): Promise<Result<null>> {
    const content = await this.read();
    if (!content.ok) return content;
    const copy = content.value.damaged ? await copyAside(this.file, 'damaged', this.clock.now()) : null;
    try {
      await writePrivately(this.file, writeEntries(next(content.value.entries)));
    } catch (error) {
      // The damaged file still stands: a copy at every try would fill the disk.
      if (copy !== null) await rm(copy, { force: true });
      throw error;
    }
    return succeed(null);
  }

  private async read(): Promise<Content> {
    try {
      return succeed(readEntries(await readFile(this.file)));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // A link to a place that is not there, such as a disk that is not mounted, is not an empty file.
      const isAbsent = code === 'ENOTDIR' || (code === 'ENOENT' && !(await isThere(this.file)));
      return isAbsent ? succeed({ entries: new Map(), damaged: false }) : fail(notRead(this.file, code));
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function sameEntries(one: Entries, other: Entries): boolean {
  return one.size === other.size && [...one].every(([id, text]) => other.get(id) === text);
}

function unavailable(message: string, action: string): Failure {
  return { code: 'keychain-unavailable', message, action, retryable: true };
}

function notRead(file: string, code: unknown): Failure {
  return unavailable(
    `The file with the secrets, ${file}, cannot be read: ${whyUnreadable(code)}.`,
    'Mend that and try again. The file was left as it is.',
  );
}

function whyUnreadable(code: unknown): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'your user may not read it';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOENT':
      return 'it is a link to a place that is not there';
    default:
      return typeof code === 'string' ? `the disk answers ${code}` : 'it holds no text that can be understood';
  }
}

function notWritten(file: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? unavailable(
        `The disk is full: the file with the secrets, ${file}, could not be written.`,
        'Make room and try again. What was in the file is still there.',
      )
    : unavailable(
        `The file with the secrets, ${file}, could not be written.`,
        'Check that the data folder can be written and has space, and try again. What was in the file is still there.',
      );
}

function busy(file: string): Failure {
  return unavailable(
    `Another Headroom is changing the file with the secrets, ${file}.`,
    'Try again when it is done. Nothing was changed.',
  );
}
