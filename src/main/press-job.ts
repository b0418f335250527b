import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PRIVATE_FILE } from '#main/files/private-file';
import type { Result } from '#shared/domain/failure';
import { failureSchema } from '#shared/domain/failure-schema';
import type { Press } from './ports';

/*
 * A terminal has no engine of its own. It writes what is to be printed into a folder that it alone may read, starts the
 * app with `--press=FOLDER`, and takes the result from there.
 */

const jobSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pdf'), html: z.string(), paper: z.enum(['A4', 'Letter']) }),
  z.object({
    kind: z.literal('picture'),
    html: z.string(),
    size: z.object({ width: z.number().int().min(1).max(4000), height: z.number().int().min(1).max(4000) }),
  }),
]);
export type PressJob = z.infer<typeof jobSchema>;

const JOB = 'job.json';
const RESULT = 'result';
const FAILURE = 'failure.json';

export async function givePressJob(folder: string, job: PressJob): Promise<void> {
  await writeFile(join(folder, JOB), JSON.stringify(job), { mode: PRIVATE_FILE });
}

/** Does the job of `folder` and leaves its result there, or why there is none. */
export async function doPressJob(folder: string, press: Press): Promise<void> {
  const job = jobSchema.parse(JSON.parse(await readFile(join(folder, JOB), 'utf8')));
  const never = new AbortController().signal;
  const made =
    job.kind === 'pdf' ? await press.print(job.html, job.paper, never) : await press.paint(job.html, job.size, never);
  const [name, content] = made.ok ? [RESULT, made.value] : [FAILURE, JSON.stringify(made.failure)];
  // Whole or not at all: whoever takes it looks only when it is there under its name.
  await writeFile(join(folder, `${name}.new`), content, { mode: PRIVATE_FILE });
  await rename(join(folder, `${name}.new`), join(folder, name));
}

/** The result of a job that has ended; null where it left none. */
export async function takePressResult(folder: string): Promise<Result<Uint8Array> | null> {
  try {
    return { ok: true, value: await readFile(join(folder, RESULT)) };
  } catch {
    try {
      const failure = failureSchema.parse(JSON.parse(await readFile(join(folder, FAILURE), 'utf8')));
      return { ok: false, failure };
    } catch {
      return null;
    }
  }
}
