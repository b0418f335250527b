import { expect, it } from 'vitest';
import { watchFile } from '#main/session/watch-file';

/** A clock that rings when the test says so, and a store whose version the test sets. */
function watched(since?: number) {
  let ring: (() => void) | null = null;
  let version: number | Error = 7;
  let told = 0;
  const clock = {
    after(_milliseconds: number, next: () => void) {
      ring = next;
      return {
        cancel: () => {
          ring = null;
        },
      };
    },
  };
  const store = {
    dataVersion() {
      if (version instanceof Error) {
        throw version;
      }
      return version;
    },
  };
  const onWritten = () => {
    told += 1;
  };
  const stop = watchFile(store, clock, onWritten, since);
  return {
    stop,
    told: () => told,
    isLooking: () => ring !== null,
    lookAt(next: number | Error) {
      version = next;
      ring?.();
    },
  };
}

it('tells each version that was not seen before once', () => {
  const file = watched();
  file.lookAt(7);
  expect(file.told()).toBe(0);
  file.lookAt(9);
  expect(file.told()).toBe(1);
  file.lookAt(9);
  expect(file.told()).toBe(1);
  file.lookAt(10);
  expect(file.told()).toBe(2);
});

it('goes on where the file cannot be read for a while, and tells what was written meanwhile', () => {
  const file = watched();
  file.lookAt(new Error('the disk does not answer'));
  expect(file.isLooking()).toBe(true);
  file.lookAt(7);
  expect(file.told()).toBe(0);
  file.lookAt(new Error('the disk does not answer'));
  file.lookAt(8);
  expect(file.told()).toBe(1);
});

it('looks no more once it was stopped', () => {
  const file = watched();
  file.stop();
  expect(file.isLooking()).toBe(false);
});

it('tells what was written after the rows were read and before the watch began', () => {
  const file = watched(5);
  file.lookAt(7);
  expect(file.told()).toBe(1);
  file.lookAt(7);
  expect(file.told()).toBe(1);
});
