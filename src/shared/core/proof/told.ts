import { comparedWith, type Stated } from './beside-stated';
import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { type Mentions, mentionsBetween } from './mentions';
import type { Reading } from './reading';
import { isComparedWith, isTurnedRound, madeOfStated } from './stated-pairs';
import { textOf } from './verdict';

/** Sentences whose figures something may be worked out of without naming them again. */
const RECENT = 3;

/** What a sentence of an answer has told. */
interface ToldSentence {
  readonly reading: Reading;
  readonly mentions: Mentions | null;
  readonly stated: Omit<Stated, 'here'>[];
}

/** What an answer has told so far, in this sentence and in those right before it. */
export class Told {
  private sentences: readonly ToldSentence[] = [];

  constructor(private readonly known: Known) {}

  /** A sentence that is read now. */
  begin(reading: Reading): void {
    const mentions = mentionsBetween(reading, 0, reading.text.length, this.known, { isAny: true });
    this.sentences = [...this.sentences.slice(1 - RECENT), { reading, mentions, stated: [] }];
  }

  /** The sentences right before one that is not begun yet. */
  before(): readonly Reading[] {
    return this.sentences.slice(1 - RECENT).map(({ reading }) => reading);
  }

  /** A figure that it states, and the numbers that it may be. */
  add(figure: Figure, numbers: readonly KnownNumber[]): void {
    this.sentences.at(-1)?.stated.push({ figure, numbers });
  }

  /** The first number that each recent figure may be. */
  numbers(): ReadonlySet<KnownNumber> {
    return new Set(this.sentences.flatMap(({ stated }) => stated.flatMap(({ numbers }) => numbers.slice(0, 1))));
  }

  /** The two of which a figure is made as the sentence says, null where there are none. */
  madeOf(reading: Reading, figure: Figure): readonly KnownNumber[] | null {
    const stated = this.stated();
    const found = this.mentions().flatMap((mentions) => {
      const pair = madeOfStated(reading, figure, stated, mentions, this.known);
      return pair === null ? [] : [pair];
    });
    return found[0] ?? null;
  }

  /** The same of a figure that the sentence says right away to be one: `$20 less than`, `a fifth of its $15`. */
  madeOfCompared(reading: Reading, figure: Figure): readonly KnownNumber[] | null {
    return isComparedWith(reading, figure) ? this.madeOf(reading, figure) : null;
  }

  /** What a sentence says the other way round of what was just stated: `$20 more than` of what is less. */
  turned(reading: Reading): string | null {
    const stated = this.stated();
    const round = reading.figures.find((one) => isComparedWith(reading, one) && isTurnedRound(reading, one, stated));
    return round === undefined ? this.turnedThan(reading) : textOf(reading, round);
  }

  /** The words with which a sentence says of a figure that was just stated that it is more or less than it is. */
  private turnedThan(reading: Reading): string | null {
    const said = THAN.exec(reading.text.toLowerCase());
    const [own, before] = [this.sentences.at(-1), this.sentences.at(-2)];
    if (said === null || own === undefined) {
      return null;
    }
    const [at, end] = [said.index, said.index + said[0].length];
    const figures = reading.figures.filter(({ to }) => (reading.tokens[to - 1]?.end ?? 0) <= at);
    const last =
      said[1] === undefined ? own.stated.find(({ figure }) => figure === figures.at(-1)) : before?.stated.at(-1);
    const clause = /^[^,;:.]*/.exec(reading.text.slice(end))?.[0] ?? '';
    const other = mentionsBetween(reading, end, end + clause.length, this.known, { isAny: true });
    const isSo =
      last === undefined || other === null || /\d/.test(clause)
        ? []
        : comparedWith(last.numbers, other, said[2] !== undefined, this.known);
    return isSo.length > 0 && !isSo.includes(true) ? reading.text.slice(at, end).trim() : null;
  }

  private stated(): readonly Stated[] {
    const last = this.sentences.length - 1;
    return this.sentences.flatMap((one, at) => one.stated.map((own) => ({ ...own, here: at === last })));
  }

  /** What the sentence mentions, and the one before it: `And api? Half of that.` */
  private mentions(): readonly Mentions[] {
    const own = this.sentences.slice(-2).flatMap(({ mentions }) => mentions ?? []);
    return own.length === 0 ? [NOTHING] : own.reverse();
  }
}

const VERY = '(?:(?:much|far|a lot|a little|a bit|slightly|somewhat|clearly|still|even|way) )*';
/** `That is more than docs`; `6,870 minutes, more than docs`. */
const THAN = new RegExp(
  `(?:^\\W*(that|this|it)(?: is|'s)|,(?: which is)?) ${VERY}(?:(more|higher|dearer|more expensive)|(?:less|lower|fewer|cheaper|less expensive)) than `,
);

const NOTHING: Mentions = { named: new Map(), told: new Map(), all: new Map() };
