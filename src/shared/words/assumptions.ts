import type { BusinessAssumptions } from '#shared/domain/recommendation';

/** What an assumption is called, and what is said of it. */
export interface AssumptionWords {
  readonly label: string;
  readonly unit: string;
  /** Why a value is refused. */
  readonly wrong: string;
  /** Shown while the field is empty, where it may be. */
  readonly empty: string;
  readonly help: string;
}

export const ASSUMPTION_WORDS: Readonly<Record<keyof BusinessAssumptions, AssumptionWords>> = {
  revenuePerDay: {
    label: 'Revenue a day',
    unit: 'USD',
    wrong: 'An amount from 0 to 1,000,000,000, or nothing.',
    empty: 'not told',
    help: 'What an outage is weighed against. Empty: unknown.',
  },
  lostShare: {
    label: 'Lost while it fails',
    unit: '%',
    wrong: 'Between 0 and 100.',
    empty: '',
    help: 'Share of that revenue that is lost while a service fails.',
  },
  hoursToRecover: {
    label: 'Time to recover',
    unit: 'hours',
    wrong: 'Between 0 and 720.',
    empty: '',
    help: 'From the outage to normal service.',
  },
  hoursOfWork: {
    label: 'Hours of work',
    unit: 'hours',
    wrong: 'Between 0 and 1,000, or nothing.',
    empty: 'estimate',
    help: 'What a change takes. Empty: our estimate of each.',
  },
  hourlyRate: {
    label: 'An hour of it costs',
    unit: 'USD',
    wrong: 'An amount from 0 to 10,000, or nothing.',
    empty: 'not told',
    help: 'What an hour of that work costs. Empty: it is not weighed.',
  },
};
