import { brokenNumbers } from './broken-numbers';
import { asCalled, type Contradicted, contradicted } from './claims';
import type { Calendar } from './day-parts';
import { daysMeant } from './day-spans';
import { findPair } from './derived';
import type { Said } from './direct';
import { turnedPair, turnedRow, turnedWord } from './directions';
import { readEvidence } from './evidence';
import type { Figure } from './figure';
import { ofItsDayFirst } from './fitting';
import { findDays } from './found-days';
import { findDoubt } from './found-words';
import { groundOf } from './ground';
import type { Known, KnownMoment, KnownNumber, Place } from './known';
import { findLink } from './links';
import { mannerOf } from './manner';
import { mentionsOf, namesOf } from './mentions';
import { monthsApart } from './month-order';
import { directionOf } from './near-time';
import { twiceCounted } from './on-top';
import { findOthers } from './others';
import type { Proof, ProofEvidence, ProofOptions, ProofSource, StrikeReason } from './proof';
import { isUnquoted } from './quotes';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { findSaid, isFound, namedAround, saidIn, spanOf, unitOfOthers } from './said';
import { falseItself } from './sentence-claims';
import { type Piece, piecesOf } from './sentences';
import { ofSeveral } from './several';
import { isOfAnother } from './stated-pairs';
import { findStretch } from './stretch';
import type { Ground } from './ties';
import { Told } from './told';
import type { Topic } from './topic';
import { readUsersOwn, type UsersOwn } from './users-own';
import { GOOD, type Struck, source, struck, textOf, type Verdict } from './verdict';

/** A sentence so long is none that a person reads; nor is it read here. */
const LONGEST = 4000;

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
  private readonly told: Told;

  constructor(
    private readonly evidence: ProofEvidence,
    private readonly calendar: Calendar,
    private readonly known: Known,
    private readonly own: UsersOwn,
  ) {
    this.told = new Told(known);
  }

  prove(text: string): Proof {
    const pieces = piecesOf(text, (word) => this.known.names.names.get(word)?.kinds.includes('project') === true);
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
    const verdict = 'unreadable' in reading ? struck(reading.unreadable, 'unreadable') : this.reading(reading, row);
    return verdict.struck !== null && this.known.isSaidByUs(said) ? GOOD : verdict;
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
    const verdict = falseItself(reading, this.known, this.calendar.now) ?? this.figures(reading, own);
    const others = verdict.struck === null ? findOthers(reading) : null;
    return others === null ? verdict : struck(others, 'others');
  }

  private figures(reading: Reading, own: boolean): Verdict {
    const names = namesOf(reading);
    const said = saidIn(reading, this.known, this.told.before());
    this.told.begin(reading);
    const days = this.days(reading, own, {
      names,
      mentions: mentionsOf(reading, this.known, 'moment'),
      text: said.text,
      hasFigures: reading.figures.length > 0,
    });
    if ('struck' in days) {
      return days;
    }
    const sources = days.sources;
    const { numbers, open } = this.found(reading, said);
    const { figures: otherwise, rests, claim } = contradicted(reading, numbers, this.calendar.now);
    const wrong = wronglyCalled(reading, claim, numbers);
    if (wrong !== null) {
      return wrong;
    }
    for (const [figure, also] of numbers) {
      const turned = otherwise.has(figure) ? null : turnedWord(reading, figure, also, this.known);
      if (turned !== null) {
        return struck(turned, 'turned');
      }
      if (otherwise.has(figure)) {
        open.push([figure, 'elsewhere']);
      } else {
        sources.push(...this.state(reading, figure, also));
      }
    }
    const turned = turnedRow(reading, numbers) ?? this.told.turned(reading);
    if (turned !== null) {
      return struck(turned, 'turned');
    }
    // The ground is laid only where something is to be worked out on it.
    return open.length === 0
      ? { struck: null, sources }
      : this.workedOut(reading, open, own, { ...this.groundOf(said, names, sources), rests }, sources);
  }

  /** The numbers that figures may be, those that are what the sentence calls them first; and what is open. */
  private found(reading: Reading, said: Said) {
    const open: Open[] = [];
    const numbers = new Map<Figure, readonly KnownNumber[]>();
    for (const figure of reading.figures) {
      const found = findSaid(reading, figure, this.known, said);
      if (isFound(found)) {
        const own = ofSeveral(reading, figure, found.also, this.known);
        const also = asCalled(reading, figure, ofItsDayFirst(own, daysMeant(reading)), this.calendar.now);
        if (also.length === 0 && found.also.length > 0) {
          open.push([figure, 'elsewhere']);
          continue;
        }
        numbers.set(figure, also);
        this.told.add(figure, also);
      } else {
        open.push([figure, found]);
      }
    }
    for (const [figure, also] of numbers) {
      if (this.told.madeOfCompared(reading, figure) !== null) {
        numbers.delete(figure);
      } else if (isOfAnother(reading, figure, also, numbers)) {
        numbers.delete(figure);
        open.push([figure, 'elsewhere']);
      }
    }
    return { numbers, open };
  }

  private state(reading: Reading, figure: Figure, also: readonly KnownNumber[]): readonly ProofSource[] {
    return also.slice(0, 1).map((first) => {
      this.stated.add(first);
      return source(textOf(reading, figure), first);
    });
  }

  /** The days that a sentence names, or why it is struck. */
  private days(reading: Reading, own: boolean, topic: Topic): Struck | { readonly sources: ProofSource[] } {
    const sources: ProofSource[] = [];
    const found = findDays(this.known, this.calendar, topic, reading);
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
    open: readonly Open[],
    isOwn: boolean,
    ground: Laid,
    sources: ProofSource[],
  ): Verdict {
    for (const one of open) {
      const rests = this.restsOf(reading, one, isOwn, ground);
      if ('struck' in rests) {
        return rests;
      }
      sources.push(...rests.places.map((place) => source(textOf(reading, one[0]), place)));
    }
    return { struck: null, sources };
  }

  /** What a figure is worked out of, or why it is struck. */
  private restsOf(reading: Reading, [figure, found]: Open, isOwn: boolean, ground: Laid): Rests {
    // `Brings the month down to $31`, where $31 is what is saved.
    if (found === 'otherwise' && mannerOf(reading.tokens, figure).isResult) {
      return struck(textOf(reading, figure), 'elsewhere');
    }
    const made = this.told.madeOf(reading, figure) ?? monthsApart(reading, figure, this.known, this.calendar.now);
    if (made !== null) {
      this.told.add(figure, []);
      return { places: made };
    }
    const pair = this.pairSaid(reading, figure, found, ground);
    if ('struck' in pair) {
      return pair;
    }
    const direction = directionOf(reading.tokens, figure);
    const span = spanOf(reading, figure);
    const places = pair.places ?? findStretch(figure, this.known, { ...ground, span }, direction);
    if (places !== null) {
      return { places };
    }
    const users = this.own.numberOf(figure);
    const isMeant = isOwn || (figure.unit !== null && this.own.isSupposedBy(reading));
    if (users === null || !isMeant) {
      return struck(textOf(reading, figure), reasonOf(found, users !== null));
    }
    // What is worked out with it may be said as well: `with your $50 it would be $94.52`.
    this.stated.add(users);
    ground.users.push(users);
    return { places: [] };
  }

  /** The two of which a figure is made, null where there are none; or why what is said of it is false of them. */
  private pairSaid(
    reading: Reading,
    figure: Figure,
    found: Open[1],
    ground: Laid,
  ): Struck | { readonly places: readonly Place[] | null } {
    const { per, isSaved } = mannerOf(reading.tokens, figure);
    const around = namedAround(reading, figure, this.known);
    const own = {
      ...ground,
      around,
      per,
      isSaved,
      isRest: ground.rests.has(figure),
      withGains: found !== 'otherwise',
    };
    // One of `27 cents against 7` is what is told, not what two come to.
    if (found === 'elsewhere' && around.some(({ isInOrder }) => isInOrder === true)) {
      return struck(textOf(reading, figure), 'elsewhere');
    }
    const turnedBy = (numbers: readonly KnownNumber[]) => turnedPair(reading, numbers, this.stated, this.calendar.now);
    const right = this.pairOf(reading, figure, { ...own, isTurned: (a, b) => turnedBy([a, b]) !== null });
    const places = right ?? this.pairOf(reading, figure, own);
    const turned = places && turnedBy(places);
    return turned === null ? { places } : struck(turned, 'turned');
  }

  private groundOf(said: Said, names: ReadonlySet<string>, sources: readonly ProofSource[]): Ground {
    const { known, calendar, stated, moments } = this;
    return groundOf(said, { names, sources }, { known, calendar, stated, moments, recent: this.told.numbers() });
  }

  private pairOf(reading: Reading, figure: Figure, ground: Ground): readonly KnownNumber[] | null {
    const unit = unitOfOthers(reading, figure);
    return findPair(figure, this.known, ground) ?? (unit && findPair({ ...figure, unit }, this.known, ground));
  }
}

/** A figure that is not known as it is said, and how it was found otherwise. */
type Open = readonly [Figure, 'elsewhere' | 'otherwise' | null];

/** Why a sentence is struck for what it calls its figures; null where it is not. */
function wronglyCalled(
  reading: Reading,
  claim: Contradicted['claim'],
  numbers: ReadonlyMap<Figure, readonly KnownNumber[]>,
): Struck | null {
  if (claim !== null) {
    return struck(claim.word, claim.respect === 'sign' ? 'turned' : 'elsewhere');
  }
  const twice = twiceCounted(reading, numbers);
  return twice === null ? null : struck(textOf(reading, twice), 'elsewhere');
}

/** The ground on which figures are worked out, and those of them that are told as what is left. */
type Laid = Ground & { readonly rests: ReadonlySet<Figure> };

/** Where what a figure rests on stands, or why it is struck. */
type Rests = Struck | { readonly places: readonly Place[] };

function reasonOf(found: Open[1], users: boolean): StrikeReason {
  if (users) {
    return 'users-own';
  }
  return found === null ? 'figure' : 'elsewhere';
}
