import type { AlertStep } from '#main/actions/alert-notifier';
import type { Clock } from '#main/clock';
import type { Store } from '#main/store/store';
import type { AlertSeverity } from '#shared/domain/alert';
import type { Instant, Period } from '#shared/domain/instant';
import type { DeliveryChannel } from './channel';
import type { TellingPreferences } from './stages';

/** A step with what it is about, where that was handed over. */
export type Told = Omit<AlertStep, 'group'>;

export interface Words {
  readonly title: string;
  readonly body: string;
}

export interface DeliveryOptions {
  readonly store: Pick<Store, 'alerts' | 'deliveries'>;
  /** All that are in use now. */
  readonly channels: () => Promise<readonly DeliveryChannel[]>;
  readonly clock: Clock;
  /** This process, which nobody else is. */
  readonly owner: string;
  readonly preferences: () => Promise<TellingPreferences>;
  /** Title and sentences for a person, of one step or of several that belong together. */
  readonly words: (told: readonly Told[]) => Promise<Words>;
  /** The digest of a stretch of time. */
  readonly digest: (period: Period) => Promise<Words>;
  /** Keeps with the alert that someone was told that it is this bad. */
  readonly markTold: (alertId: number, severity: AlertSeverity, at: Instant) => Promise<void>;
  /** What is kept of deliveries has changed. */
  readonly onChange?: () => void;
  /** Whether this process stays, so that it may try again later. */
  readonly stays: boolean;
}
