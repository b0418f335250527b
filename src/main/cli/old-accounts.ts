import { EXIT, type ExitCode } from './exit-codes';
import { tell } from './output';

/** Tells of which accounts nothing was read lately; the code of an answer that rests on them. */
export function tellOld(old: { readonly text: string; readonly all: boolean }): ExitCode {
  if (old.text !== '') {
    tell(`${old.text} How it stands now is not known: "headroom doctor" tells what keeps it from being read.`);
  }
  return old.all ? EXIT.nothingCollected : EXIT.fine;
}
