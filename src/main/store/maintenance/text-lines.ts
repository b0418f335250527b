import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Characters; no row of two numbers comes near it, and a file without line ends must not fill the memory. */
const LONGEST_LINE = 65_536;

/**
 * The lines of a UTF-8 text, ended by LF, CR LF or CR. A line longer than 64 Ki characters is null; the lines after it
 * are read as usual.
 */
export async function* textLines(bytes: Readable): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const lines = new LineCutter();
  for await (const chunk of bytes as AsyncIterable<Buffer>) yield* lines.take(decoder.write(chunk));
  yield* lines.end(decoder.end());
}

/** Cuts pieces of a text into lines and holds what has no end yet. */
class LineCutter {
  private rest = '';
  private tooLong = false;

  take(piece: string): readonly (string | null)[] {
    this.rest += piece;
    // A CR at the end may be half of a CR LF.
    const held = this.rest.endsWith('\r') ? '\r' : '';
    const cut = this.rest.slice(0, this.rest.length - held.length).split(/\r\n|\n|\r/);
    this.rest = (cut.pop() ?? '') + held;
    const lines = cut.map((line) => this.whole(line));
    if (this.rest.length > LONGEST_LINE) {
      this.tooLong = true;
      this.rest = held;
    }
    return lines;
  }

  end(piece: string): readonly (string | null)[] {
    const lines = this.take(piece);
    const last = this.rest.replace(/\r$/, '');
    return this.tooLong || last !== '' ? [...lines, this.whole(last)] : lines;
  }

  private whole(line: string): string | null {
    const isWhole = !this.tooLong && line.length <= LONGEST_LINE;
    this.tooLong = false;
    return isWhole ? line : null;
  }
}
