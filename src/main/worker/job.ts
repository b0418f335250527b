import type { ExportFormat, ExportResult } from '#main/store/maintenance/export-everything';
import type { ForeignHost } from '#main/store/maintenance/foreign-hosts';
import type { ImportRequest, ImportResult } from '#main/store/maintenance/import-csv';
import type { Progress } from '#main/store/maintenance/progress';
import type { InspectRequest, RestoreRequest } from '#main/store/maintenance/restore';
import type { RetentionPolicy, RetentionResult } from '#main/store/maintenance/retention';
import type { Failure, Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';

/** Heavy work that is done off the main thread, by name: what it needs and what it answers. */
export interface Jobs {
  readonly retention: {
    readonly input: { readonly policy: RetentionPolicy; readonly now: Instant };
    readonly output: RetentionResult;
  };
  readonly rebuild: { readonly input: Record<string, never>; readonly output: number };
  readonly backup: {
    /** `replace`: whether an existing file at `target` may go; by default not. */
    readonly input: { readonly target: string; readonly replace?: boolean };
    readonly output: { readonly file: string };
  };
  readonly export: {
    readonly input: { readonly format: ExportFormat; readonly target: string };
    readonly output: ExportResult;
  };
  readonly import: { readonly input: ImportRequest; readonly output: ImportResult };
  readonly inspect: { readonly input: Omit<InspectRequest, 'file'>; readonly output: readonly ForeignHost[] };
  readonly restore: {
    readonly input: Omit<RestoreRequest, 'file'>;
    readonly output: { readonly replaced: string | null };
  };
  readonly check: { readonly input: Record<string, never>; readonly output: readonly string[] };
}

export type JobName = keyof Jobs;

/** What a thread is started with; one thread does one job. */
export interface JobOrder<Name extends JobName = JobName> {
  readonly file: string;
  readonly name: Name;
  readonly input: Jobs[Name]['input'];
}

/** From the main thread: stop at the next step. */
export const CANCEL = 'cancel';

/** From the thread: how far it is, and at last how it ended. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result<unknown> };

export const CANCELLED: Failure = {
  code: 'cancelled',
  message: 'It was stopped before it was done.',
  action: 'Start it again when it suits you: it goes on where it can.',
  retryable: true,
};

/** The thread ended before it had answered. */
export const BROKEN: Failure = {
  code: 'internal',
  message: 'The background work broke off.',
  action: 'Try again. If it stays, please report it.',
  retryable: true,
};
