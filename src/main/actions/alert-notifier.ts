import type { MetricState } from '#main/queries/standings/metric-states';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Standing } from '#shared/domain/standing';
import type { ProviderStop } from '#shared/words/provider-stop';

/** What an alert is about, as it stands while its step is taken. */
export type AlertSubject =
  | { readonly state: MetricState }
  /** A limit beside the one of a plan: of a project, a further one, a budget. */
  | { readonly standing: Standing }
  | { readonly stop: ProviderStop | null };

/** A step that an alert has taken, with what it is about: all that is needed to tell a person. */
export interface AlertStep {
  readonly alert: Alert;
  readonly event: AlertEvent;
  /** Null where the alert itself says everything: its `condition` and `reason` make the words. */
  readonly subject: AlertSubject | null;
  /** Steps of one batch with the same group are one event and come as one message. */
  readonly group: string;
}

/** The steps that one look at everything has led to. */
export interface AlertBatch {
  readonly steps: readonly AlertStep[];
  /** After sleep, or a long time off: whatever happened meanwhile comes as one summary. */
  readonly catchUp: boolean;
}

/** Tells people about the steps in an alert's life, and decides whom. */
export interface AlertNotifier {
  notify(batch: AlertBatch): Promise<void>;
  /** Tells what is still owed; run after each cycle. Absent where another process does it. */
  catchUp?(): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  settled?(): Promise<void>;
  /** Sends nothing more; what is on its way is written down and goes out at the next start. */
  stop?(): void;
}
