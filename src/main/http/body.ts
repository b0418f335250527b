import type { Clock } from '#main/clock';
import type { Failure } from '#shared/domain/failure';
import type { HttpRequest } from './http-client';
import { createLineSplitter, isMarkup, isWholeJson } from './lines';
import { notTheProvider, tooLarge, tooManyLines } from './outcome';
import type { StopReason } from './time-limit';

const STREAM_MAX_BYTES = 1024 ** 3;
const STREAM_MAX_LINES = 2_000_000;
/** The body of an error answer only explains its status: it is read this far and this long, then the status decides. */
const ERROR_BYTES = 64 * 1024;
const ERROR_MS = 5_000;

/** Thrown while reading an answer that has grown beyond what any right one needs. */
export class BeyondCap extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Whoever takes the lines failed, such as a full disk: no fault of the answer. The cause is what was thrown. */
export class ReaderBroke extends Error {
  constructor(cause: unknown) {
    super('The reader broke', { cause });
  }
}

const FIRST_BUFFER = 64 * 1024;

/** Keeps a body, up to `maxBytes`. Chunks are copied together, as a small body can come in a great many of them. */
export function createBody(from: string, maxBytes: number) {
  let buffer = Buffer.alloc(0);
  let size = 0;
  return {
    add(chunk: Uint8Array): undefined {
      if (size + chunk.length > maxBytes) throw new BeyondCap(tooLarge(from, maxBytes));
      if (size + chunk.length > buffer.length) {
        const larger = Buffer.alloc(Math.max(FIRST_BUFFER, 2 * buffer.length, size + chunk.length));
        buffer.copy(larger, 0, 0, size);
        buffer = larger;
      }
      buffer.set(chunk, size);
      size += chunk.length;
    },
    size: () => size,
    text: () => buffer.toString('utf8', 0, size),
  };
}

/** Hands lines over one after the other, up to `maxLines` and `maxBytes`. */
export function createLineReader(request: HttpRequest, from: string, onLine: (line: string) => void | Promise<void>) {
  const { maxBytes = STREAM_MAX_BYTES, maxLines = STREAM_MAX_LINES } = request;
  const splitter = createLineSplitter();
  let count = 0;
  let size = 0;
  let left: string | null = null;
  /** What stands after the last end of a line; asked for once all has come. */
  const open = (): string => {
    left ??= splitter.rest();
    return left;
  };
  /** Throws where a line is one too many, or the first of a web page. */
  const judge = (line: string): void => {
    if (count >= maxLines) throw new BeyondCap(tooManyLines(from, maxLines));
    if (count === 0 && isMarkup(line)) throw new BeyondCap(notTheProvider(from));
  };
  const handOver = (line: string): void | Promise<void> => {
    try {
      return onLine(line)?.catch((error: unknown) => {
        throw new ReaderBroke(error);
      });
    } catch (error) {
      throw new ReaderBroke(error);
    }
  };
  return {
    async read(chunk: Uint8Array): Promise<void> {
      size += chunk.length;
      if (size > maxBytes) throw new BeyondCap(tooLarge(from, maxBytes));
      for (const line of splitter.push(chunk)) {
        judge(line);
        count += 1;
        const pending = handOver(line);
        if (pending !== undefined) await pending;
      }
      if (splitter.seen > maxLines) throw new BeyondCap(tooManyLines(from, maxLines));
    },
    /** Hands over a last line without an end if it is whole; false when it was cut off. */
    async finish(): Promise<boolean> {
      const rest = open();
      if (rest === '') return true;
      if (!isWholeJson(rest)) return false;
      count += 1;
      await onLine(rest);
      return true;
    },
    open,
    count: () => count,
  };
}

/** Keeps the beginning of an error answer's body; calls `enough` when it takes too long. */
export function createErrorBody(clock: Clock, enough: () => void) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let cutOff = false;
  let timer: ReturnType<Clock['after']> | null = null;
  return {
    begin() {
      timer ??= clock.after(ERROR_MS, () => {
        cutOff = true;
        enough();
      });
    },
    /** Whether it would not end: the status has come, and what that says counts for more. */
    isBeyondPatience: (stop: StopReason | null) => cutOff || (timer !== null && stop === 'timeout'),
    add(chunk: Uint8Array): 'enough' | undefined {
      chunks.push(chunk);
      size += chunk.length;
      return size < ERROR_BYTES ? undefined : 'enough';
    },
    text: () => Buffer.concat(chunks).toString('utf8', 0, ERROR_BYTES),
    end: () => timer?.cancel(),
  };
}
