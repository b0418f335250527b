import { expect } from 'vitest';
import type { HttpClient } from '#main/http/http-client';
import type { CapabilityResult } from '#main/providers/collection-run';
import { countingReads } from '#main/providers/lenient';
import type { Result } from '#shared/domain/failure';
import { mutations, type Recording, recording, replaying } from './recorded-http';

/** Asks something by HTTP and reads the answer, as one capability does. */
export type Reader = (http: HttpClient) => Promise<Result<CapabilityResult>>;

/** What is an answer of its own, and no form that is not understood. */
export type Meant = readonly [reader: RegExp, path: RegExp, what: RegExp, why: string];

/** What a person would see of an answer, and whether it says that it is not the whole of it. */
async function seen(work: () => Promise<Result<CapabilityResult>>) {
  const { value: result, reading: counted } = await countingReads(work);
  if (!result.ok) return { isTold: true, odd: 0, figures: '' };
  const { samples = [], facts = {}, cursors = {}, reading = counted, partly, note } = result.value;
  const figures = JSON.stringify([samples, facts, cursors]);
  return { isTold: partly !== undefined || note !== undefined, odd: reading?.notUnderstood ?? 0, figures };
}

/**
 * Reads what `http` answers, and then the same answers with every field of them in every form that it never has, one at
 * a time: the paths of those that changed what a person sees without a word. `used` gets the reasons of those of
 * `meant` that came up.
 */
export async function silentMutations(
  name: string,
  read: Reader,
  http: HttpClient,
  meant: readonly Meant[],
  used: Set<string>,
): Promise<readonly string[]> {
  const recorded: Recording = new Map();
  const plain = await seen(() => read(recording(http, recorded)));
  expect(recorded.size).toBeGreaterThan(0);
  // As it came, everything is understood, also where it is read again.
  expect(plain).toMatchObject({ isTold: false, odd: 0 });
  expect(await seen(() => read(replaying(recorded)))).toEqual(plain);
  const silent: string[] = [];
  for (const [key, body] of recorded) {
    for (const mutation of mutations(body)) {
      const mutated = await seen(() => read(replaying(new Map([...recorded, [key, mutation.body]]))));
      if (mutated.isTold || mutated.odd > plain.odd || mutated.figures === plain.figures) continue;
      const reason = meant.find(
        ([reader, path, what]) => reader.test(name) && path.test(mutation.path) && what.test(mutation.what),
      );
      if (reason === undefined) silent.push(`${mutation.path} as ${mutation.what}`);
      else used.add(reason[3]);
    }
  }
  return silent;
}
