import { join } from 'node:path';
import { z } from 'zod';
import { type Clock, instantOfIso, settableClock, systemClock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';

/** Environment variable that says when the clock starts. */
const VARIABLE = 'HEADROOM_NOW';
/** Checked by zod, which the window has loaded anyway; the calendar of the core is too heavy before it shows. */
const MOMENT = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })]);
/** Folder of the data below the usual one where the clock is another and no folder was named. */
const OTHER_TIME = 'other-time';

/** The clock of one run, and whether it is the computer's. */
export interface StartClock {
  readonly clock: Clock;
  /** Where it started instead of now; null: it is the computer's own. */
  readonly start: Instant | null;
  /** `start` as it was written. */
  readonly text: string | null;
  /** Seconds that it is ahead of the computer's clock; negative when behind. */
  readonly offsetSeconds: number;
  /** Folder of the data that goes with this clock. */
  readonly dataDir: string;
}

export interface StartPlace {
  /** Default folder of the data, for a sample that comes without one. */
  readonly dataDir: string;
  /** Whether the person named the folder. */
  readonly isNamed: boolean;
  readonly sample: boolean;
}

/**
 * The computer's clock; where `HEADROOM_NOW` is set, one that starts there and runs on. With another clock nothing
 * may touch the person's own data: it needs a folder that was named, or the sample account, which then gets a
 * folder of its own. Fails with `invalid-input` otherwise, and for a moment that cannot be read.
 */
export function startClock(
  environment: Readonly<Record<string, string | undefined>>,
  place: StartPlace,
): Result<StartClock> {
  const text = environment[VARIABLE]?.trim() ?? '';
  if (text === '') {
    return succeed({ clock: systemClock, start: null, text: null, offsetSeconds: 0, dataDir: place.dataDir });
  }
  if (!MOMENT.safeParse(text).success) {
    return fail(refused(`${VARIABLE} is no moment in time.`, 'Write it like 2026-11-20T12:00:00Z, or unset it.'));
  }
  if (!place.isNamed && !place.sample) {
    return fail(
      refused(
        `${VARIABLE} does not go together with your own data, which would then hold days that never were.`,
        'Name another folder with --data-dir, use --sample, or unset it.',
      ),
    );
  }
  const start = instantOfIso(text);
  const clock = settableClock(start);
  clock.run(start);
  return succeed({
    clock,
    start,
    text,
    offsetSeconds: start - systemClock.now(),
    dataDir: place.isNamed ? place.dataDir : join(place.dataDir, OTHER_TIME),
  });
}

/** `The clock starts at 2026-11-20T12:00:00Z, as HEADROOM_NOW says.` Null: it is the computer's own. */
export function startSentence({ text }: StartClock): string | null {
  return text === null ? null : `The clock starts at ${text}, as ${VARIABLE} says.`;
}

function refused(message: string, action: string): Failure {
  return { code: 'invalid-input', message, action, retryable: false };
}
