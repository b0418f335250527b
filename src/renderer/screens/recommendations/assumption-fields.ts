import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { assumptionsSchema } from '#shared/ipc/recommendations';
import { ASSUMPTION_WORDS, type AssumptionWords } from '#shared/words/assumptions';

export type AssumptionKey = keyof BusinessAssumptions;

/** The assumptions as they are typed: text, so that a half-typed figure is not lost. */
export type AssumptionText = Readonly<Record<AssumptionKey, string>>;

export interface AssumptionField extends AssumptionWords {
  readonly key: AssumptionKey;
  /** Whether it says what an outage costs, which a saving does not ask. */
  readonly ofOutage: boolean;
}

const KEYS = ['revenuePerDay', 'lostShare', 'hoursToRecover', 'hoursOfWork', 'hourlyRate'] as const;
const OF_OUTAGE: readonly AssumptionKey[] = ['revenuePerDay', 'lostShare', 'hoursToRecover'];

export const ASSUMPTION_FIELDS: readonly AssumptionField[] = KEYS.map((key) => ({
  ...{ key, ofOutage: OF_OUTAGE.includes(key) },
  ...ASSUMPTION_WORDS[key],
}));

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
