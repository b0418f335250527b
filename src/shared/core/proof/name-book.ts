import { amountAt } from './amounts';
import { monthNamed, weekdayNamed } from './calendar-words';
import type { KnownName, NameBook, NameKind } from './known';
import { MULTIPLES, PARTS } from './number-words';
import { readable } from './readable';
import { type Span, tokensOf } from './tokens';
import { unitNamed } from './units';

const NO_KINDS: ReadonlySet<NameKind | 'other'> = new Set();

/** Collects names. Those that a catalogue gives are free to stand in a sentence; those that people give may read like a figure. */
export class NameCollector {
  private readonly names = new Map<string, { kinds: Set<NameKind | 'other'>; free: boolean; people: boolean }>();

  private readonly seen = new Set<string>();

  /** `plain` false: a figure stands in it, which is no name by itself. */
  add(raw: string, kind: NameKind | 'other', catalogue: boolean, plain = true): void {
    const said = `${kind} ${raw}`;
    if (this.seen.has(said)) {
      return;
    }
    this.seen.add(said);
    const name = normalName(raw);
    if (name === '' || name.length > 200) {
      return;
    }
    const known = this.names.get(name);
    if (known !== undefined) {
      known.kinds.add(kind);
      known.people ||= !catalogue;
      return;
    }
    this.names.set(name, {
      kinds: new Set([kind]),
      free: catalogue ? plain && /\p{L}/u.test(name) : isFreeName(name),
      people: !catalogue,
    });
  }

  /** What a name in small letters names. */
  kindsOf(name: string): ReadonlySet<NameKind | 'other'> {
    return this.names.get(name)?.kinds ?? NO_KINDS;
  }

  book(): NameBook {
    const lengths = new Map<string, Set<number>>();
    const names = new Map<string, KnownName>();
    for (const [name, { kinds, free, people }] of this.names) {
      names.set(name, { kinds: [...kinds], free, people });
      const first = firstWord(name, 0);
      lengths.set(first, (lengths.get(first) ?? new Set()).add(name.length));
    }
    return {
      lengths: new Map([...lengths].map(([first, found]) => [first, [...found].sort((a, b) => b - a)])),
      names,
    };
  }
}

/** A name as a sentence has it, in small letters. */
export function normalName(raw: string): string {
  const read = readable(raw);
  return ('text' in read ? read.text : raw).trim().replace(/ +/g, ' ').toLowerCase();
}

/** Words that change what a figure beside them says. */
const BOUNDING = new Set(
  'about over under minus plus nearly almost least most than to and of or less more up'.split(' '),
);

/** False for a name that could be read as a figure, a day or a number in words: `500`, `ten`, `$5 saved`, `10gb`. */
function isFreeName(name: string): boolean {
  if (!/\p{L}{2}/u.test(name) || name.split(' ').some((chunk) => unitNamed(chunk) !== null || BOUNDING.has(chunk))) {
    return false;
  }
  // A chunk with letters beside its digits is a label: `site-01`, `gpt-4.1-mini`.
  return name.split(' ').every((chunk) => isLabel(chunk) || !readsAsFigure(chunk));
}

/** True for a title in which a figure stands: `30 % more input`, or a project's name such as `save $500 now`. */
export function bearsFigure(title: string): boolean {
  return title.split(' ').some((chunk) => !isLabel(chunk) && readsAsFigure(chunk));
}

function isLabel(chunk: string): boolean {
  const letters = chunk.match(/\p{L}+/gu) ?? [];
  return letters.some((word) => word.length > 1 && !readsAsFigure(word) && unitNamed(word) === null);
}

function readsAsFigure(chunk: string): boolean {
  return tokensOf(chunk).some(
    (token, at, all) =>
      amountAt(all, at) !== null ||
      /\d/.test(token.text) ||
      PARTS.has(token.lower) ||
      MULTIPLES.has(token.lower) ||
      monthNamed(token.text) !== null ||
      weekdayNamed(token.text) !== null ||
      ['tomorrow', 'yesterday', 'hundred', 'thousand', 'million', 'billion', 'dozen'].includes(token.lower),
  );
}

const WORD = /[\p{L}\p{N}]+|[^\s]/uy;

function firstWord(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? '';
}

const KIND_BEFORE = /(?:project|team|account|database|branch|host|store|bucket|workspace|connection|["'`(])\s?$/;
const KIND_BEHIND =
  /^(?:["'`]|'s|\s?(?:project|team|account|database|branch|host|store|bucket|workspace|connection)\b)/;

/** A known name in a sentence. */
export interface NamedSpan extends Span {
  readonly name: string;
  readonly kinds: KnownName['kinds'];
  /** True where the sentence says that it is a name: it is quoted, or `project` stands beside it. */
  readonly marked: boolean;
}

/**
 * The names of `book` in a sentence, the longest at each place. `ours`: a text of the evidence, in which what people
 * named is a name whatever it reads like.
 */
export function namesIn(text: string, book: NameBook, ours = false): NamedSpan[] {
  const lower = text.toLowerCase();
  const spans: NamedSpan[] = [];
  const words = /[\p{L}\p{N}]+|[^\s]/gu;
  // Small letters of some scripts are longer than the capitals: places would not fit.
  if (lower.length !== text.length) {
    return spans;
  }
  for (let found = words.exec(lower); found !== null; found = words.exec(lower)) {
    const span = longestAt(lower, found.index, found[0], book, ours);
    if (span !== null) {
      spans.push(span);
      words.lastIndex = span.end;
    }
  }
  return spans;
}

function longestAt(lower: string, at: number, first: string, book: NameBook, ours: boolean): NamedSpan | null {
  for (const length of book.lengths.get(first) ?? []) {
    const name = lower.slice(at, at + length);
    const known = book.names.get(name);
    if (known === undefined || !isWhole(lower, at, at + length)) {
      continue;
    }
    const before = lower.slice(Math.max(0, at - 14), at);
    const quoted = /["`]\s?$/.test(before) && /^["`]/.test(lower.slice(at + length, at + length + 1));
    const marked = quoted || KIND_BEFORE.test(before) || KIND_BEHIND.test(lower.slice(at + length, at + length + 14));
    if (known.free || quoted || (ours && known.people && name.includes(' '))) {
      return { start: at, end: at + length, name, kinds: known.kinds, marked };
    }
  }
  return null;
}

/** `web` is no name in `website`, nor `4` in `42`; a dash or dot that goes on makes it another word. */
function isWhole(text: string, start: number, end: number): boolean {
  const open =
    /[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    /^[\p{L}\p{N}_]/u.test(text.slice(start, start + 2));
  const shut = /^[\p{L}\p{N}_]|^[.-][\p{L}\p{N}]/u.test(text.slice(end, end + 3));
  const inside = /[\p{L}\p{N}_][-.@]$/u.test(text.slice(Math.max(0, start - 3), start));
  return !open && !shut && !inside;
}
