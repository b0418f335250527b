/**
 * What the evidence tells of something without a figure. `act`: what happens at a limit. `alert`: whether it fires.
 * `advice`: what became of a recommendation, `price`: whether the month costs more or less with it, `worker`: who does the work.
 * `credit`: whether one is included, `budget`: whether one is set. `reach`: whether a limit is near. `freshness`: whether it was read of late.
 * `region`: where something runs. `speed`: whether people wait longer after a change, or less.
 */
export type StateKind =
  | 'act'
  | 'alert'
  | 'acknowledged'
  | 'snoozed'
  | 'severity'
  | 'advice'
  | 'confidence'
  | 'risk'
  | 'deadline'
  | 'worker'
  | 'price'
  | 'plan'
  | 'project'
  | 'credit'
  | 'budget'
  | 'reach'
  | 'complete'
  | 'freshness'
  | 'trouble'
  | 'region'
  | 'speed';

/** Of what nothing is listed: no alert fires, no recommendation is open. */
export const NONE = 'none';
