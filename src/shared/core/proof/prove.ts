import type { Calendar } from './day-claims';
import { findPair, findStretch, type Ground } from './derived';
import { findNumber } from './direct';
import { readEvidence } from './evidence';
import type { Figure } from './figures';
import { findDays } from './found-days';
import { findDoubt } from './found-words';
import type { Known, KnownMoment, KnownNumber, Place } from './known';
import { findLink } from './links';
import { mentionsOf, namesOf } from './mentions';
import type { JudgedSentence, Proof, ProofEvidence, ProofOptions, ProofSource, StrikeReason } from './proof';
import { isUnquoted } from './quotes';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { rowOf } from './rows';
import { type Piece, piecesOf } from './sentences';
import { readUsersOwn, type UsersOwn } from './users-own';

/** A sentence so long is none that a person reads; nor is it read here. */
const LONGEST = 4000;

/**
 * Holds each sentence of an answer against the evidence. A sentence is struck when one number, amount, date, plan,
 * product or name in it is not there: it is matched by value and unit (in any unit of its kind, rounded to the digits
 * that it shows), and may be the sum, difference or percentage of two known figures, or the time between two known days.
 * docs/proof.md says the rules.
 */
export function proveAnswer(text: string, evidence: ProofEvidence, options: ProofOptions): Proof {
  return new Prover(evidence, options).prove(text);
}

class Prover {
  private readonly known: Known;
  private readonly own: UsersOwn;
  private readonly stated = new Set<KnownNumber>();
  private readonly moments = new Set<KnownMoment>();

  constructor(
    private readonly evidence: ProofEvidence,
    private readonly calendar: Calendar,
  ) {
    this.known = readEvidence(evidence, calendar);
    this.own = readUsersOwn(evidence.question ?? '', this.known.names, calendar);
  }

  prove(text: string): Proof {
    const pieces = piecesOf(text);
    const broken = brokenNumbers(pieces);
    const sentences = pieces.map((piece, at) => {
      const verdict = broken.has(at) ? struck(piece.said, 'unreadable') : this.piece(piece);
      return { text: piece.text, ...verdict };
    });
    return { sentences, struck: sentences.filter((one) => one.struck !== null).length };
  }

  private piece({ said, empty, row }: Piece): Verdict {
    if (empty) {
      return GOOD;
    }
    if (said.length > LONGEST) {
      return struck(said.slice(0, 40), 'unreadable');
    }
    const link = findLink(said, this.evidence);
    if (link !== null) {
      return struck(link, 'link');
    }
    const read = readable(said);
    if ('unreadable' in read) {
      return struck(read.unreadable, 'unreadable');
    }
    const reading = readFigures(read.text, this.known.names, this.calendar);
    return 'unreadable' in reading ? struck(reading.unreadable, 'unreadable') : this.reading(reading, row);
  }

  private reading(reading: Reading, row: boolean): Verdict {
    const own = this.own.isSaidBy(reading);
    const quoted = isUnquoted(reading, this.known, this.own.text);
    if (quoted !== null) {
      return struck(quoted, 'name');
    }
    const doubt = findDoubt(reading, own ? this.own.besides(this.known) : this.known, row);
    if (doubt !== null) {
      return struck(doubt.claim, this.own.hasWord(doubt.claim) ? 'users-own' : doubt.reason);
    }
    return twoInARow(reading) ?? this.figures(reading, own);
  }

  private figures(reading: Reading, own: boolean): Verdict {
    const names = namesOf(reading);
    const sources: ProofSource[] = [];
    const days = findDays(reading.days, this.known, this.calendar, names);
    for (const [at, moments] of days.entries()) {
      const claim = reading.days[at];
      const text = claim === undefined ? '' : textOf(reading, claim);
      if (moments === null && !(claim !== undefined && own && this.own.hasDay(claim))) {
        return struck(text, claim !== undefined && this.own.hasDay(claim) ? 'users-own' : 'date');
      }
      for (const moment of moments ?? []) {
        this.moments.add(moment);
        sources.push(source(text, moment));
      }
    }
    const open: Figure[] = [];
    let other: Figure | null = null;
    const mentions = mentionsOf(reading);
    for (const figure of reading.figures) {
      const found = findNumber(figure, this.known, mentions);
      if (found === null || found === 'elsewhere') {
        open.push(figure);
        other = found === 'elsewhere' ? (other ?? figure) : other;
        continue;
      }
      for (const number of found.numbers) {
        this.stated.add(number);
        sources.push(source(textOf(reading, figure), number));
      }
    }
    const ground = this.groundOf(names, sources);
    for (const figure of open) {
      const rests: readonly Place[] | null =
        findPair(figure, this.known, ground) ?? findStretch(figure, this.known, ground);
      if (rests === null && !(own && this.own.hasFigure(figure))) {
        const reason = figure === other ? 'elsewhere' : 'figure';
        return struck(textOf(reading, figure), this.own.hasFigure(figure) ? 'users-own' : reason);
      }
      for (const place of rests ?? []) {
        sources.push(source(textOf(reading, figure), place));
      }
    }
    return { struck: null, sources };
  }

  /** The rows that a sentence speaks of: those that have a name of it, and those of what it states. */
  private groundOf(names: ReadonlySet<string>, sources: readonly ProofSource[]): Ground {
    const rows = new Set(sources.map(rowOf));
    if (names.size > 0) {
      for (const row of this.known.rowsOf(names)) {
        rows.add(row);
      }
    }
    return { stated: this.stated, moments: this.moments, rows, now: this.calendar.now, zone: this.calendar.zone };
  }
}

type Verdict = Pick<JudgedSentence, 'struck' | 'sources'>;

const GOOD: Verdict = { struck: null, sources: [] };

function struck(claim: string, reason: StrikeReason): Verdict {
  return { struck: { claim, reason }, sources: [] };
}

function source(claim: string, { document, pointer }: Place): ProofSource {
  return { claim, document, pointer };
}

function textOf({ text, tokens }: Reading, { from, to }: { readonly from: number; readonly to: number }): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end);
}

/** Two numbers with nothing between them are one in pieces, or one that nobody can read. */
function twoInARow({ tokens, figures, text }: Reading): Verdict | null {
  for (const [at, figure] of figures.entries()) {
    const next = figures[at + 1];
    const alone =
      next !== undefined &&
      next.from === figure.to &&
      tokens[figure.to - 1]?.kind === 'number' &&
      tokens[next.from]?.kind === 'number';
    if (alone) {
      return struck(text.slice(tokens[figure.from]?.start, tokens[next.to - 1]?.end), 'unreadable');
    }
  }
  return null;
}

/** Pieces between which a number is broken by the end of a line: `1,` and `500`. */
function brokenNumbers(pieces: readonly Piece[]): Set<number> {
  const broken = new Set<number>();
  for (let at = 1; at < pieces.length; at += 1) {
    const [before, own] = [pieces[at - 1], pieces[at]];
    if (
      before !== undefined &&
      own !== undefined &&
      !before.row &&
      /\p{N}[,.']?\s*$/u.test(before.text.slice(-8)) &&
      /^\s*\p{N}/u.test(own.text) &&
      !/[.]\s+$/.test(before.text)
    ) {
      broken.add(at - 1).add(at);
    }
  }
  return broken;
}
