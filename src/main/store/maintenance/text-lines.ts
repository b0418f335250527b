import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Characters; no row of two numbers comes near it, and a file without line ends must not fill the memory. */
const LONGEST_LINE = 65_536;

/**
 * The lines of a UTF-8 text, ended by LF, CR LF or CR, without its byte-order mark. A line longer than 64 Ki characters
 * is null; the lines after it are read as usual.
 */
export async function* textLines(bytes: Readable): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let tooLong = false;
  let isFirst = true;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk);
    rest += isFirst ? text.replace(/^\uFEFF/, '') : text;
    isFirst &&= text === '';
    // A CR at the end may be half of a CR LF.
    const held = rest.endsWith('\r') ? '\r' : '';
    const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + held;
    for (const line of lines) {
      yield tooLong || line.length > LONGEST_LINE ? null : line;
      tooLong = false;
    }
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = held;
    }
  }
  const last = (rest + decoder.end()).replace(/\r$/, '');
  if (tooLong || last !== '') yield tooLong ? null : last;
}
