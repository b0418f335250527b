import type { Instant } from '#shared/domain/instant';
import type { LevelTone } from '../components/level-tone';
import type { LimitStretch } from './limit-stretches';

/** A forecast step as charts draw it. */
export interface SceneStep {
  readonly t: Instant;
  readonly q10: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q90: number;
}

/** Where the forecast meets the limit; open ends are null. */
export interface Reach {
  readonly from: Instant | null;
  readonly at: Instant;
  readonly to: Instant | null;
}

export interface SceneEvent {
  readonly t: Instant;
  readonly count: number;
}

/** A plan change with its words. */
export interface SceneFlag {
  readonly t: Instant;
  /** Empty where the words of the change say it. */
  readonly label: string;
  /** The change of behavior is put down to it. */
  readonly isCause: boolean;
}

/** When the behavior changed: a line with two rows of words. */
export interface SceneChange {
  readonly t: Instant;
  /** What the line stands on: a diamond of its own, or the flag that is its cause. */
  readonly mark: 'diamond' | 'flag';
  readonly label: string;
  readonly sublabel: string;
}

/** The limit of today with its words, and what was in force when; the last stretch is today's. */
export interface SceneLimit {
  readonly value: number;
  readonly label: string;
  readonly sublabel: string;
  readonly stretches: readonly (LimitStretch & { readonly label: string })[];
}

/** Everything that plugins draw around the measured line, in data coordinates. */
export interface ChartScene {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  /** Value at `now`; null when there is none. */
  readonly nowValue: number | null;
  /** Words beside the point of now; empty for none. */
  readonly nowLabel: string;
  readonly limit: SceneLimit | null;
  /** Thresholds as values with their words; none in small charts. */
  readonly thresholds: readonly {
    readonly value: number;
    readonly label: string;
    readonly kind: 'warning' | 'critical';
  }[];
  readonly path: readonly SceneStep[];
  readonly reach: (Reach & { readonly tone: LevelTone }) | null;
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant; readonly label: string }[];
  readonly windowStarts: readonly { readonly t: Instant; readonly label: string }[];
  readonly events: readonly SceneEvent[];
  readonly flags: readonly SceneFlag[];
  readonly change: SceneChange | null;
}
