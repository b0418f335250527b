import type { Calendar } from './day-parts';
import { type Direction, findPair, findStretch } from './derived';
import { findNumber } from './direct';
import { readEvidence } from './evidence';
import type { Figure } from './figure';
import { findDays } from './found-days';
import { findDoubt } from './found-words';
import type { Known, KnownMoment, KnownNumber, Place } from './known';
import { findLink } from './links';
import { type Mentions, mentionsOf, namesOf } from './mentions';
import { findOthers } from './others';
import type { JudgedSentence, Proof, ProofEvidence, ProofOptions, ProofSource, StrikeReason } from './proof';
import { isUnquoted } from './quotes';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { rowOf } from './rows';
import { type Piece, piecesOf } from './sentences';
import type { Ground } from './ties';
import type { Topic } from './topic';
import { stem } from './units';
import { readUsersOwn, type UsersOwn } from './users-own';

/** A sentence so long is none that a person reads; nor is it read here. */
const LONGEST = 4000;
/** Words of a title that many rows have point at none of them. */
const FEW_ROWS = 4;
/** Sentences whose figures a percentage may be of without naming them again. */
const RECENT = 3;

/**
 * Holds each sentence of an answer against the evidence. A sentence is struck when one number, amount, date, plan,
 * product or name in it is not there: it is matched by value and unit (in any unit of its kind, rounded to the digits
 * that it shows), and may be the sum, difference or percentage of two known figures, or the time between two known days.
 * docs/proof.md says the rules.
 *
 * @internal for tests, which prove one answer to an evidence
 */
export function proveAnswer(text: string, evidence: ProofEvidence, options: ProofOptions): Proof {
  return proverOf(evidence, options)(text);
}

/** The same for several answers to one evidence, or an answer that is still being written: the evidence is read once. */
export function proverOf(evidence: ProofEvidence, options: ProofOptions): (text: string) => Proof {
  const known = readEvidence(evidence, options);
  const own = readUsersOwn(evidence.question ?? '', known.names, options);
  return (text) => new Prover(evidence, options, known, own).prove(text);
}

class Prover {
  private readonly stated = new Set<KnownNumber>();
  private readonly moments = new Set<KnownMoment>();
  /** What this sentence and those right before it state. */
  private recent: KnownNumber[][] = [];

  constructor(
    private readonly evidence: ProofEvidence,
    private readonly calendar: Calendar,
    private readonly known: Known,
    private readonly own: UsersOwn,
  ) {}

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
    const verdict = twoInARow(reading) ?? this.figures(reading, own);
    const others = verdict.struck === null ? findOthers(reading) : null;
    return others === null ? verdict : struck(others, 'others');
  }

  private figures(reading: Reading, own: boolean): Verdict {
    this.recent = [...this.recent.slice(1 - RECENT), []];
    const names = namesOf(reading);
    const mentions = mentionsOf(reading);
    const days = this.days(reading, own, { names, mentions, text: reading.text.toLowerCase() });
    if ('struck' in days) {
      return days;
    }
    const sources = days.sources;
    const open: [Figure, StrikeReason][] = [];
    for (const figure of reading.figures) {
      const found = findNumber(figure, this.known, mentions);
      if (found === null || found === 'elsewhere') {
        open.push([figure, found ?? 'figure']);
        continue;
      }
      for (const number of found.numbers) {
        this.stated.add(number);
        this.recent.at(-1)?.push(number);
        sources.push(source(textOf(reading, figure), number));
      }
    }
    return this.workedOut(reading, open, own, this.groundOf(reading, names, mentions, sources), sources);
  }

  /** The days that a sentence names, or why it is struck. */
  private days(reading: Reading, own: boolean, topic: Topic): Struck | { readonly sources: ProofSource[] } {
    const sources: ProofSource[] = [];
    const found = findDays(reading.days, this.known, this.calendar, topic);
    for (const [at, claim] of reading.days.entries()) {
      const moments = found[at] ?? null;
      const users = this.own.hasDay(claim);
      if (moments === null && !(own && users)) {
        return struck(textOf(reading, claim), users ? 'users-own' : 'date');
      }
      for (const moment of moments ?? []) {
        this.moments.add(moment);
        sources.push(source(textOf(reading, claim), moment));
      }
    }
    return { sources };
  }

  /** What is not known as it is said may be worked out of two that are. */
  private workedOut(
    reading: Reading,
    open: readonly [Figure, StrikeReason][],
    own: boolean,
    ground: Ground,
    sources: ProofSource[],
  ): Verdict {
    for (const [figure, reason] of open) {
      const rests: readonly Place[] | null =
        findPair(figure, this.known, ground) ?? findStretch(figure, this.known, ground, directionOf(reading, figure));
      const users = this.own.hasFigure(figure);
      if (rests === null && !(own && users)) {
        return struck(textOf(reading, figure), users ? 'users-own' : reason);
      }
      sources.push(...(rests ?? []).map((place) => source(textOf(reading, figure), place)));
    }
    return { struck: null, sources };
  }

  /** The rows that a sentence speaks of: those that have a name of it, and those of what it states. */
  private groundOf(
    { text, tokens }: Reading,
    names: ReadonlySet<string>,
    mentions: Mentions,
    sources: readonly ProofSource[],
  ): Ground {
    const rows = new Set(sources.map(rowOf));
    if (names.size > 0) {
      for (const row of this.known.rowsOf(names)) {
        rows.add(row);
      }
    }
    const words = new Set(tokens.flatMap(({ lower }) => lower.split(/[^\p{L}]+/u).map(stem)));
    const counting = this.known.rowsCounting(words);
    for (const row of counting.size <= FEW_ROWS ? counting : []) {
      rows.add(row);
    }
    return {
      stated: this.stated,
      recent: new Set(this.recent.flat()),
      moments: this.moments,
      rows,
      mentions,
      text: text.toLowerCase(),
      words,
      now: this.calendar.now,
      zone: this.calendar.zone,
    };
  }
}

type Verdict = Pick<JudgedSentence, 'struck' | 'sources'>;

type Struck = Verdict & { readonly struck: object };

const GOOD: Verdict = { struck: null, sources: [] };

function struck(claim: string, reason: StrikeReason): Struck {
  return { struck: { claim, reason }, sources: [] };
}

function source(claim: string, { document, pointer }: Place): ProofSource {
  return { claim, document, pointer };
}

function textOf({ text, tokens }: Reading, { from, to }: { readonly from: number; readonly to: number }): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end);
}

/** Whether a stretch of time lies ahead (`in 12 days`) or behind (`3 days ago`). */
function directionOf({ tokens }: Reading, { from, to }: Figure): Direction {
  const before = tokens.slice(Math.max(0, from - 2), from).map(({ lower }) => lower);
  if (before.includes('in') || before.includes('within') || tokens[to]?.lower === 'left') {
    return 'ahead';
  }
  return tokens[to]?.lower === 'ago' ? 'behind' : 'either';
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
