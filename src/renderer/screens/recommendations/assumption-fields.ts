import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { assumptionsSchema } from '#shared/ipc/recommendations';

export type AssumptionKey = keyof BusinessAssumptions;

/** The assumptions as they are typed: text, so that a half-typed figure is not lost. */
export type AssumptionText = Readonly<Record<AssumptionKey, string>>;

export interface AssumptionField {
  readonly key: AssumptionKey;
  readonly label: string;
  readonly unit: string;
  readonly wrong: string;
  /** Shown while the field is empty, where it may be. */
  readonly empty: string;
  /** Whether it says what an outage costs, which a saving does not ask. */
  readonly ofOutage: boolean;
}

export const ASSUMPTION_FIELDS: readonly AssumptionField[] = [
  {
    key: 'revenuePerDay',
    label: 'Revenue a day',
    unit: 'USD',
    wrong: 'An amount from 0 to 1,000,000,000, or nothing.',
    empty: 'not told',
    ofOutage: true,
  },
  {
    key: 'lostShare',
    label: 'Lost while it fails',
    unit: '%',
    wrong: 'Between 0 and 100.',
    empty: '',
    ofOutage: true,
  },
  {
    key: 'hoursToRecover',
    label: 'Time to recover',
    unit: 'hours',
    wrong: 'Between 0 and 720.',
    empty: '',
    ofOutage: true,
  },
  {
    key: 'hoursOfWork',
    label: 'Hours of work',
    unit: 'hours',
    wrong: 'Between 0 and 1,000, or nothing.',
    empty: 'estimate',
    ofOutage: false,
  },
  {
    key: 'hourlyRate',
    label: 'An hour of it costs',
    unit: 'USD',
    wrong: 'An amount from 0 to 10,000, or nothing.',
    empty: 'not told',
    ofOutage: false,
  },
];

/** What applies until the person says otherwise. */
export const DEFAULT_ASSUMPTIONS: BusinessAssumptions = {
  revenuePerDay: null,
  lostShare: 0.5,
  hoursToRecover: 12,
  hoursOfWork: null,
  hourlyRate: null,
};

const THOUSANDS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** Assumptions as their fields show them; the share in percent, empty for what was not told. */
export function toText(assumptions: BusinessAssumptions): AssumptionText {
  const optional = (value: number | null) => (value === null ? '' : THOUSANDS.format(value));
  return {
    revenuePerDay: optional(assumptions.revenuePerDay),
    lostShare: String(Number((assumptions.lostShare * 100).toFixed(2))),
    hoursToRecover: String(assumptions.hoursToRecover),
    hoursOfWork: optional(assumptions.hoursOfWork),
    hourlyRate: optional(assumptions.hourlyRate),
  };
}

export interface ReadAssumptions {
  /** Null when a field is wrong. */
  readonly value: BusinessAssumptions | null;
  readonly wrong: readonly AssumptionKey[];
}

/** Reads what was typed; thousands may be parted by commas or spaces. Bounds are the contract's. */
export function readText(text: AssumptionText): ReadAssumptions {
  const optional = (value: string) => (value.trim() === '' ? null : figure(value));
  const candidate = {
    revenuePerDay: optional(text.revenuePerDay),
    lostShare: figure(text.lostShare) / 100,
    hoursToRecover: figure(text.hoursToRecover),
    hoursOfWork: optional(text.hoursOfWork),
    hourlyRate: optional(text.hourlyRate),
  };
  const parsed = assumptionsSchema.safeParse(candidate);
  if (parsed.success) {
    return { value: parsed.data, wrong: [] };
  }
  const named = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return { value: null, wrong: ASSUMPTION_FIELDS.map(({ key }) => key).filter((key) => named.has(key)) };
}

function figure(text: string): number {
  const plain = text.replace(/[,\s]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}
