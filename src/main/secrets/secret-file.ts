import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';

const entriesSchema = z.record(z.string(), z.string());

/** Texts by connection in one JSON file that only its owner may read (mode 0600). Calls run one after the other. */
export class SecretFile {
  private readonly file: string;
  private last: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  /** Null when there is no entry, no file, or no way to read it. */
  async get(connectionId: string): Promise<string | null> {
    return (await this.read())[connectionId] ?? null;
  }

  /** Keeps or, with null, removes an entry. */
  put(connectionId: string, text: string | null): Promise<Result<null>> {
    const run = this.last.then(() => this.write(connectionId, text));
    this.last = run;
    return run;
  }

  private async write(connectionId: string, text: string | null): Promise<Result<null>> {
    const { [connectionId]: before, ...others } = await this.read();
    if (text === null && before === undefined) return succeed(null);
    const entries = text === null ? others : { ...others, [connectionId]: text };
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(`${this.file}.new`, `${JSON.stringify(entries)}\n`, { mode: 0o600 });
      await chmod(`${this.file}.new`, 0o600);
      await rename(`${this.file}.new`, this.file);
      return succeed(null);
    } catch {
      return fail(cannotWrite);
    }
  }

  private async read(): Promise<Readonly<Record<string, string>>> {
    try {
      const parsed = entriesSchema.safeParse(JSON.parse(await readFile(this.file, 'utf8')));
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  }
}

const cannotWrite: Failure = {
  code: 'keychain-unavailable',
  message: 'The file for secrets could not be written.',
  action: 'Check that the data folder can be written and has space, and try again.',
  retryable: true,
};
