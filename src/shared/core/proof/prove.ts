import type { Calendar } from './day-parts';
import { findPair } from './derived';
import { beginningOf, findNumber, type Said } from './direct';
import { turnedPair, turnedSpan, turnedWord } from './directions';
import { readEvidence } from './evidence';
import type { Figure } from './figure';
import { findDays } from './found-days';
import { findDoubt } from './found-words';
import type { Known, KnownMoment, KnownNumber, Place } from './known';
import { findLink } from './links';
import { mentionsAround, mentionsOf, namesOf } from './mentions';
import { findOthers } from './others';
import type { JudgedSentence, Proof, ProofEvidence, ProofOptions, ProofSource, StrikeReason } from './proof';
import { isUnquoted } from './quotes';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { rowOf, rowsAbove } from './rows';
import { type Piece, piecesOf } from './sentences';
import { directionOf, findStretch } from './stretch';
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
    const verdict = twoInARow(reading) ?? turnedItself(reading) ?? this.figures(reading, own);
    const others = verdict.struck === null ? findOthers(reading) : null;
    return others === null ? verdict : struck(others, 'others');
  }

  private figures(reading: Reading, own: boolean): Verdict {
    this.recent = [...this.recent.slice(1 - RECENT), []];
    const names = namesOf(reading);
    const mentions = mentionsOf(reading);
    const said = { mentions, around: [], text: reading.text.toLowerCase(), words: wordsIn(reading) };
    const spans = reading.figures.map((figure) => spanOf(reading, figure));
    const days = this.days(reading, own, { names, mentions, text: said.text });
    if ('struck' in days) {
      return days;
    }
    const sources = days.sources;
    const open: [Figure, StrikeReason][] = [];
    for (const [at, figure] of reading.figures.entries()) {
      const around = mentionsAround(reading, spans, at);
      const found = findNumber(figure, this.known, { ...said, around });
      if (found === null || found === 'elsewhere') {
        open.push([figure, found ?? 'figure']);
        continue;
      }
      const turned = turnedWord(reading, figure, found.also, this.known);
      if (turned !== null) {
        return struck(turned, 'turned');
      }
      for (const number of found.numbers) {
        this.stated.add(number);
        this.recent.at(-1)?.push(number);
        sources.push(source(textOf(reading, figure), number));
      }
    }
    return this.workedOut(reading, open, own, this.groundOf(said, names, sources), sources);
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
      const pair = findPair(figure, this.known, ground);
      const turned = pair === null ? null : turnedPair(reading, pair);
      if (turned !== null) {
        return struck(turned, 'turned');
      }
      const rests: readonly Place[] | null =
        pair ?? findStretch(figure, this.known, ground, directionOf(reading, figure));
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
    { text, words, mentions }: Said,
    names: ReadonlySet<string>,
    sources: readonly ProofSource[],
  ): Ground {
    const named = this.known.rowsOf(names);
    const rows = new Set([...sources.map(rowOf), ...named]);
    const counting = this.known.rowsCounting(words);
    for (const row of counting.size <= FEW_ROWS ? counting : []) {
      rows.add(row);
    }
    return {
      stated: this.stated,
      recent: new Set(this.recent.flat()),
      moments: this.moments,
      rows,
      above: new Set([...rows].flatMap(rowsAbove)),
      named,
      mentions,
      text,
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

/** The words of a sentence without plurals. */
function wordsIn({ tokens }: Reading): Set<string> {
  const words = tokens.flatMap(({ lower }) => lower.split(/[^\p{L}]+/u).map(stem));
  return new Set(words.flatMap((word) => (word.length > 5 ? [word, beginningOf(word)] : [word])));
}

function textOf(reading: Reading, claim: { readonly from: number; readonly to: number }): string {
  const { start, end } = spanOf(reading, claim);
  return reading.text.slice(start, end);
}

function spanOf({ tokens }: Reading, { from, to }: { readonly from: number; readonly to: number }) {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

function turnedItself(reading: Reading): Verdict | null {
  const word = turnedSpan(reading);
  return word === null ? null : struck(word, 'turned');
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
