/** A line longer than this is no record but an error. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Cuts chunks of bytes into lines, whatever the cuts between the chunks. */
export interface LineSplitter {
  /** Lines that this chunk completed, without their ends; empty lines are left out. */
  push(chunk: Uint8Array): string[];
  /** What was left without an end of line; empty when the text ended properly. */
  rest(): string;
}

/** Throws a RangeError from `push` for a line beyond `LONGEST_LINE`. */
export function createLineSplitter(): LineSplitter {
  const decoder = new TextDecoder();
  let pending = '';
  return {
    push(chunk) {
      const parts = (pending + decoder.decode(chunk, { stream: true })).split('\n');
      pending = parts.pop() ?? '';
      if (pending.length > LONGEST_LINE) {
        throw new RangeError(`a line of more than ${LONGEST_LINE} characters`);
      }
      return parts.map(withoutReturn).filter((line) => line !== '');
    },
    rest: () => withoutReturn(pending + decoder.decode()).trim(),
  };
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
