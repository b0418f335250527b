import type { NameKind } from './stand-ins';

/** A name in one of the forms in which a text may have it. */
export interface Variant {
  readonly kind: NameKind;
  readonly name: string;
}

/** Names by their forms, in small letters: as they are, as a slug, in an address, in JSON. */
export class VariantBook {
  private readonly forms = new Map<string, Variant>();
  private readonly lengths = new Map<string, Set<number>>();

  add(name: string, kind: NameKind): void {
    for (const form of formsOf(name)) {
      const lower = form.toLowerCase();
      if (!this.forms.has(lower)) {
        this.forms.set(lower, { kind, name });
        const first = firstRun(lower);
        this.lengths.set(first, (this.lengths.get(first) ?? new Set()).add(lower.length));
      }
    }
  }

  find(text: string): Variant | null {
    return this.forms.get(text.toLowerCase()) ?? null;
  }

  /** Lengths of the forms that begin with a run of letters and digits, or a sign; longest first. */
  lengthsOf(first: string): number[] {
    return [...(this.lengths.get(first) ?? [])].sort((a, b) => b - a);
  }
}

function formsOf(name: string): string[] {
  const slug = withoutMarks(name)
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
  const forms = [
    name,
    name.normalize('NFC'),
    name.normalize('NFD'),
    encodeURIComponent(wellFormed(name)),
    encodeURIComponent(wellFormed(name)).replaceAll('%20', '+'),
    JSON.stringify(name).slice(1, -1),
    name.replace(/\s+/g, ' '),
    // Capitals may be more letters: ß is SS.
    name.toUpperCase(),
    withoutMarks(name).toUpperCase(),
    slug,
    slug.replaceAll('-', '_'),
    slug.replaceAll('-', ' '),
  ];
  // A slug of one letter, or of digits alone, is no name any more.
  return [...new Set(forms.filter((form) => form.length > 1 && (form === name || /\p{L}{2}/u.test(form))))];
}

function withoutMarks(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** Half a pair of surrogates has no form in an address. */
function wellFormed(name: string): string {
  return name.replace(/\p{Surrogate}/gu, '\uFFFD');
}

const RUN = /[\p{L}\p{N}]+|\S/gu;

function firstRun(text: string): string {
  return /[\p{L}\p{N}]+|\S/u.exec(text)?.[0] ?? '';
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly name: Variant;
}

/**
 * Where names stand in a text, the longest at each place. `isOrdinary` tells names that are words of our sentences: they
 * are names only where they are marked as such.
 */
export function occurrencesOf(
  text: string,
  book: VariantBook,
  isOrdinary: (name: string) => 'never' | 'word' | 'ours',
): Occurrence[] {
  const lower = lowered(text);
  const found: Occurrence[] = [];
  const runs = new RegExp(RUN);
  for (let run = runs.exec(lower); run !== null; run = runs.exec(lower)) {
    const start = run.index;
    for (const length of book.lengthsOf(run[0])) {
      const name = book.find(lower.slice(start, start + length));
      if (name !== null && stands(lower, start, start + length, isOrdinary(lower.slice(start, start + length)))) {
        found.push({ start, end: start + length, name });
        runs.lastIndex = start + length;
        break;
      }
    }
  }
  return found;
}

/** Small letters, place by place: `İ` in small letters is two. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join('');
}

const KIND_WORDS =
  'project|account|team|host|branch|database|bucket|store|workspace|connection|repository|repo|user|person';
const MARKED_BEFORE = new RegExp(`(?:(?:^|[^a-z])(?:${KIND_WORDS})s?[ :=]{1,2}|["'\`(\\[@#/])$`, 'u');
const MARKED_BEHIND = new RegExp(`^(?:["'\`)\\]/]|'s[^a-z]| (?:${KIND_WORDS})(?:[^a-z]|$))`, 'u');

function stands(text: string, start: number, end: number, ordinary: 'never' | 'word' | 'ours'): boolean {
  const before = text.slice(Math.max(0, start - 14), start);
  const behind = text.slice(end, end + 14);
  if (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(start, start + 2))) {
    return false;
  }
  if (/^[\p{L}\p{N}]/u.test(behind) && /[\p{L}\p{N}]$/u.test(text.slice(start, end))) {
    return false;
  }
  if (ordinary === 'never') {
    return true;
  }
  // A word inside another's name: `cache` of `cache_read_input_tokens`.
  if (/[\w-]$/.test(before) || /^[\w-]|^\.[a-z]/.test(behind)) {
    return false;
  }
  if (ordinary === 'word') {
    // A field of ours: `"cache": 5`.
    return !/^"\s?:/.test(behind);
  }
  return MARKED_BEFORE.test(before) && MARKED_BEHIND.test(behind) ? !/^"\s?:/.test(behind) : kindBeside(before, behind);
}

function kindBeside(before: string, behind: string): boolean {
  return (
    new RegExp(`(?:^|[^a-z])(?:${KIND_WORDS})s?[ :=]{1,2}$`).test(before) ||
    new RegExp(`^ (?:${KIND_WORDS})(?:[^a-z]|$)`).test(behind)
  );
}
