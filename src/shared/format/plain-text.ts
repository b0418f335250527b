/**
 * Makes harmless what other people's names and messages may carry: an escape sequence steers a terminal, a
 * right-to-left mark turns a line around, a character without width hides in a name.
 */

const REPLACEMENT = '\uFFFD';

/** Controls (C0, DEL, C1) but for tab and line feed, halves of a surrogate pair, and marks around annotations. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: They are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFF9-\uFFFB]|\p{Surrogate}/gu;

/** Marks that change the direction of what follows, and characters that nobody sees. */
const UNSEEN =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E007F}]/gu;

const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/g;

/** Text of several lines: line ends become line feeds, controls a visible mark, what is unseen goes. */
export function plainText(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(UNSEEN, '').replace(CONTROLS, REPLACEMENT);
}

/** The same as one line, for a cell, a title, or a sentence that holds somebody else's words. */
export function oneLine(text: string): string {
  return plainText(text).replace(/[\n\t]+/g, ' ');
}

/** JSON as it is, with what is harmful on a terminal written as `\u001b`: a reader gets the very same values. */
export function plainJson(json: string): string {
  return json
    .replace(CONTROLS, escaped)
    .replace(UNSEEN, escaped)
    .replace(/[\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
