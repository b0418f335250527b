import { isEnglish } from '../english';
import { isOrdinary } from './ordinary';
import { removeSecrets, shapesIn } from './shapes';
import { type NameKind, StandIns } from './stand-ins';
import { occurrencesOf, VariantBook } from './variants';

/** A name of the person's own, and what it names. */
export interface MaskedName {
  readonly kind: NameKind;
  readonly name: string;
}

/** Takes names out of what leaves this computer, and puts them back into what comes. */
export interface Masking {
  /** Text, or JSON as text, as it may leave: each name is a stand-in (`Project A`), the same one every time; secrets are gone. */
  out(text: string): string;
  /** The same of a value: keys and texts of any depth. */
  value<Value>(value: Value): Value;
  /** What came back, with the names again. */
  back(text: string): string;
  /** How many names have a stand-in by now. */
  readonly count: number;
}

/**
 * The masking of `names`. What only looks like a name of somebody (mail addresses, hosts, ids) is masked by its shape
 * with them; what looks like a secret is removed and never comes back. Without names, `shapes` false: secrets alone go.
 */
export function maskingOf(names: readonly MaskedName[], shapes = true): Masking {
  const book = new VariantBook();
  for (const { kind, name } of names) {
    if (name.trim().length > 1) {
      book.add(name.trim(), kind);
    }
  }
  return new NameMasking(book, new StandIns(names.map(({ name }) => name)), shapes);
}

/**
 * Masks a value once; who wants the names back keeps the masking: `maskingOf(names)`.
 *
 * @internal for tests, which mask whole answers of an account
 */
export function maskNames<Value>(
  value: Value,
  names: readonly MaskedName[],
): { readonly masked: Value; readonly masking: Masking } {
  const masking = maskingOf(names);
  return { masked: masking.value(value), masking };
}

const HOST_LEFT = /^@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+$/u;

class NameMasking implements Masking {
  constructor(
    private readonly book: VariantBook,
    private readonly standIns: StandIns,
    private readonly shapes: boolean,
  ) {}

  get count(): number {
    return this.standIns.count;
  }

  out(text: string): string {
    const clean = removeSecrets(text);
    return this.shapes ? this.masked(clean) : clean;
  }

  back(text: string): string {
    return this.standIns.back(text);
  }

  value<Value>(value: Value): Value {
    return this.deep(value) as Value;
  }

  private deep(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.whole(value);
    }
    if (Array.isArray(value)) {
      return value.map((one) => this.deep(one));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const entries = Object.entries(value);
    const isMap = entries.every(([key]) => this.book.find(key) !== null);
    return Object.fromEntries(entries.map(([key, one]) => [isMap ? this.whole(key) : this.key(key), this.deep(one)]));
  }

  /** A text that is a name as a whole is one, also where the name is an ordinary word: a project called `total`. */
  private whole(text: string): string {
    const name = this.book.find(text.trim());
    return name === null ? this.out(text) : this.standIns.of(name, text);
  }

  /** A field of ours keeps its name, also where a project is called the same: `total`. */
  private key(key: string): string {
    return /^[a-z][A-Za-z\d]*$/.test(key) && isEnglish(key.toLowerCase()) ? key : this.out(key);
  }

  /** One way through: a stand-in that was put in is never read for a name itself. */
  private masked(text: string): string {
    const spans = [
      ...this.standIns.literalsIn(text),
      ...shapesIn(text).map(({ start, end, kind, found }) => ({
        start,
        end,
        name: this.book.find(found) ?? { kind, name: found },
      })),
      ...occurrencesOf(text, this.book, isOrdinary),
    ].sort((a, b) => a.start - b.start || b.end - a.end);
    let masked = '';
    let from = 0;
    for (const { start, end, name } of spans) {
      if (start >= from) {
        masked += text.slice(from, start) + this.standIns.of(name, text);
        from = end;
      } else if (end > from) {
        // Half covered by the one before: what is left of it may still name something, as the host of an address does.
        const rest = text.slice(from, end);
        masked += HOST_LEFT.test(rest) ? this.standIns.of({ kind: name.kind, name: rest }, text) : this.masked(rest);
        from = end;
      }
    }
    return masked + text.slice(from);
  }
}
