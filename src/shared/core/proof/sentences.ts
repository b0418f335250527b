/** A piece of an answer: a sentence, a list item, a heading, a row of a table. */
export interface Piece {
  /** With the white space behind it: all pieces put together are the answer. */
  readonly text: string;
  /** What is to be proved: without the mark of a list, a heading or a quotation. */
  readonly said: string;
  /** True where nothing is said: white space, rules of tables, fences of code. */
  readonly empty: boolean;
  /** True for a row of a table. */
  readonly row: boolean;
}

const ABBREVIATION =
  /(?:^|[\s("'])(?:e\.?g|i\.?e|etc|approx|appr|ca|cf|vs|no|nos|incl|excl|est|max|min|avg|resp|viz|fig|sec|vol|mr|mrs|ms|dr|prof|st|inc|ltd|corp|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|tues|wed|thu|thurs|fri|sat|sun|\p{L}|v\d{0,4}|u\.s|a\.m|p\.m)\.\s*$/iu;

const LINE_MARK = /^\s*(?:#{1,6}\s+|>\s*|[-*+•–·▪◦]\s+)+(?:\[[ xX]\]\s+)?/;
const NUMBERING = /^\s*\(?(\d{1,2})[.)]\s+(?=\S)/;
const NOTHING = /^\s*(?:```[\w-]*|[|:\s-]*|[-*_=]{3,})\s*$/;

/**
 * Cuts an answer; `Intl.Segmenter` finds the ends, abbreviations and what goes on in small letters are put together again.
 * `isName`: a name in small letters, with which a sentence may begin.
 */
export function piecesOf(answer: string, isName: (word: string) => boolean = () => false): Piece[] {
  const pieces: Piece[] = [];
  let numbered = 0;
  for (const line of linesOf(answer)) {
    if (NOTHING.test(line)) {
      pieces.push({ text: line, said: '', empty: true, row: false });
      continue;
    }
    const mark = LINE_MARK.exec(line)?.[0] ?? '';
    const numbering = NUMBERING.exec(line.slice(mark.length));
    // A number that does not go on from the one before is no list's: `… comes to\n500. That is a lot.`
    const lists = numbering !== null && isNext(Number(numbering[1]), numbered);
    if (lists) {
      numbered = Number(numbering[1]);
    }
    const skipped = mark.length + (lists ? numbering[0].length : 0);
    pieces.push(...piecesOfLine(line, skipped, isName));
  }
  return pieces;
}

function isNext(number: number, before: number): boolean {
  return number === before + 1 || number === 1;
}

/** Lines with their ends. */
function linesOf(answer: string): string[] {
  return answer.match(/[^\n\r\u0085\u2028\u2029]*(?:\r\n|[\n\r\u0085\u2028\u2029])|[^\n\r\u0085\u2028\u2029]+$/g) ?? [];
}

let segments: Intl.Segmenter | null = null;

function segmenter(): Intl.Segmenter {
  segments ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  return segments;
}

function piecesOfLine(line: string, skipped: number, isName: (word: string) => boolean): Piece[] {
  if (line.trimStart().startsWith('|')) {
    return [{ text: line, said: line.trim(), empty: false, row: true }];
  }
  const rest = line.slice(skipped);
  const found = /[.!?…。！？]\s*\S/u.test(rest) ? [...segmenter().segment(rest)] : [{ segment: rest }];
  const texts: string[] = [];
  let open = '';
  for (const [index, { segment }] of found.entries()) {
    open += segment;
    const next = found[index + 1]?.segment ?? '';
    if (next === '' || !goesOn(open, next)) {
      texts.push(open);
      open = '';
    }
  }
  return texts
    .flatMap((text) => splitAtNames(text, isName))
    .map((text, index) => ({
      text: index === 0 ? line.slice(0, skipped) + text : text,
      said: text.trim(),
      empty: text.trim() === '',
      row: false,
    }));
}

const SMALL_START = /[.!?]\s+(?=(\p{Ll}[\p{L}\p{N}_-]*))/gu;

/** `… at Vercel. storefront stands at $1.41`: a project in small letters begins a sentence. */
function splitAtNames(text: string, isName: (word: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const found of text.matchAll(SMALL_START)) {
    const end = found.index + found[0].length;
    if (isName(found[1] ?? '') && !ABBREVIATION.test(text.slice(from, end).slice(-12))) {
      parts.push(text.slice(from, end));
      from = end;
    }
  }
  return [...parts, text.slice(from)];
}

/** `on 10 Nov. The use …`: a day ends the sentence, and `Nov. 23` goes on. */
const DAY_END = /\d(?:st|nd|rd|th)? (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\s*$/i;

function goesOn(text: string, next: string): boolean {
  const isEnd = DAY_END.test(text) && /^\p{Lu}/u.test(next);
  return (
    (!isEnd && ABBREVIATION.test(text.slice(-12))) ||
    /^[\p{Ll}\p{N})\]]/u.test(next) ||
    !/[.!?…。！？"')\]*`]\s*$/u.test(text)
  );
}
