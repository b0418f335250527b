import { readFile, stat } from 'node:fs/promises';
import { fail, type Result, succeed } from '#shared/domain/failure';

/** Ten times the list that comes with the app. */
const MOST_BYTES = 10_000_000;

/** The text of a price file that a person chose. Fails with `not-found` or `too-large`. */
export async function readPriceFile(path: string): Promise<Result<string>> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) {
      return fail({
        code: 'too-large',
        message: `${path} is too large for a price list.`,
        action: 'Choose a price file of Headroom; the price list in use stays.',
        retryable: false,
      });
    }
    return succeed(await readFile(path, 'utf8'));
  } catch {
    return fail({
      code: 'not-found',
      message: `${path} could not be read.`,
      action: 'Choose a file that is there and that you may read; the price list in use stays.',
      retryable: false,
    });
  }
}
