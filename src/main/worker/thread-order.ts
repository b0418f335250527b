import type { Instant } from '#shared/domain/instant';
import type { JobOrder } from './job';

/** What a thread of `worker/index.ts` is started with: a job that ends with it, or something that it serves. */
export type ThreadOrder =
  | { readonly kind: 'job'; readonly job: JobOrder }
  | {
      readonly kind: 'forecasts';
      /** The database, which the thread opens for itself and only reads. */
      readonly file: string;
      /** Whether the model that the environment names takes part. */
      readonly withModel: boolean;
    }
  | {
      readonly kind: 'simulator';
      readonly scenario: string;
      readonly anchor: Instant;
      /** The date that its clouds show, moved by the main thread (`SettableClock.shared`). */
      readonly clock: SharedArrayBuffer;
    };
