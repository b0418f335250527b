import { readLongAgo } from '#shared/words/terminal';
import { EXIT, type ExitCode } from './exit-codes';
import { tell } from './output';

/** Tells of which accounts nothing was read lately; the code of an answer that rests on them. */
export function tellOld(old: { readonly text: string; readonly all: boolean }): ExitCode {
  if (old.text !== '') {
    tell(readLongAgo(old.text));
  }
  return old.all ? EXIT.nothingCollected : EXIT.fine;
}
