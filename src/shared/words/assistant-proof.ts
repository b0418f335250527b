import type { JudgedSentence, StrikeReason } from '../core/proof/proof';
import { oneLine } from '../format/plain-text';

type Struck = NonNullable<JudgedSentence['struck']>;

/** More of what was claimed is not said again. */
const LONGEST = 60;

const WHY: Readonly<Record<StrikeReason, (claim: string) => string>> = {
  figure: (claim) => `“${claim}” is in nothing that was sent or read.`,
  date: (claim) => `The date “${claim}” is in nothing that was sent or read.`,
  name: (claim) => `“${claim}” is named in nothing that was sent or read.`,
  link: (claim) => `An address that nothing names: “${claim}”.`,
  'users-own': (claim) => `“${claim}” was only said by you, not measured.`,
  elsewhere: (claim) => `“${claim}” belongs to something else.`,
  others: (claim) => `“${claim}”: nothing that was sent or read tells of others.`,
  turned: (claim) => `“${claim}” is the other way of what was sent or read.`,
  unreadable: () => 'This cannot be read with certainty.',
};

/** Why a sentence of a model is struck. */
export function strikeWords({ claim, reason }: Struck): string {
  const said = oneLine(claim).trim();
  return WHY[reason](said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said);
}
