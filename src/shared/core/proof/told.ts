import type { Figure } from './figure';
import type { Known, KnownNumber } from './known';
import { type Mentions, mentionsBetween } from './mentions';
import type { Reading } from './reading';
import { isComparedWith, madeOfStated, type Stated } from './stated-pairs';

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
    const last = this.sentences.length - 1;
    const stated = this.sentences.flatMap((one, at) => one.stated.map((own) => ({ ...own, here: at === last })));
    return madeOfStated(reading, figure, stated, this.mentions(), this.known);
  }

  /** The same of a figure that the sentence says right away to be one: `$20 less than`, `a fifth of its $15`. */
  madeOfCompared(reading: Reading, figure: Figure): readonly KnownNumber[] | null {
    return isComparedWith(reading, figure) ? this.madeOf(reading, figure) : null;
  }

  /** What the sentence mentions, or the one before it where it mentions nothing: `And api? Half of that.` */
  private mentions(): Mentions {
    return this.sentences.at(-1)?.mentions ?? this.sentences.at(-2)?.mentions ?? NOTHING;
  }
}

const NOTHING: Mentions = { named: new Map(), told: new Map(), all: new Map() };
