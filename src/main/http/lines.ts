/** Characters. A line longer than this is no record but an error. */
const LONGEST_LINE = 1024 * 1024;

/** Cuts chunks of bytes into lines, whatever the cuts between the chunks. */
export interface LineSplitter {
  /** Lines that this chunk completed, without their ends; empty lines are left out. */
  push(chunk: Uint8Array): string[];
  /** What was left without an end of line; empty when the text ended properly. */
  rest(): string;
  /** Lines completed so far, empty ones among them. */
  readonly seen: number;
}

/** Throws a RangeError from `push` for a line beyond `LONGEST_LINE`. */
export function createLineSplitter(): LineSplitter {
  const decoder = new TextDecoder();
  // Pieces of the unfinished line: put together once it ends, since a long one may come in many small chunks.
  let pending: string[] = [];
  let length = 0;
  let seen = 0;
  return {
    push(chunk) {
      const parts = decoder.decode(chunk, { stream: true }).split('\n');
      const open = parts.pop() ?? '';
      const [first, ...others] = parts;
      const lines = first === undefined ? [] : [[...pending, first].join(''), ...others];
      pending = first === undefined ? pending : [];
      length = (first === undefined ? length : 0) + open.length;
      if (open !== '') pending.push(open);
      seen += lines.length;
      if (length > LONGEST_LINE || lines.some((line) => line.length > LONGEST_LINE)) {
        throw new RangeError(`a line of more than ${LONGEST_LINE} characters`);
      }
      // A line of spaces is as empty as one of none: some servers send them to keep the connection alive.
      return lines.map(withoutReturn).filter((line) => line.trim() !== '');
    },
    rest: () => withoutReturn(pending.join('') + decoder.decode()).trim(),
    get seen() {
      return seen;
    },
  };
}

/** True for a text that begins like HTML or XML, whatever its type says: JSON never does. */
export function isMarkup(text: string): boolean {
  return /^[\s\ufeff]*</.test(text);
}

/** True when a last line without an end is nevertheless a whole JSON value. */
export function isWholeJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
