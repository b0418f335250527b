import { z } from 'zod';

const failing = z.enum([
  'unauthorized',
  'forbidden',
  'invalid-token',
  'payment-required',
  'costs-not-found',
  'rate-limited',
  'server-error',
  'bad-gateway',
  'unavailable',
  'gateway-timeout',
]);

const delivering = z.enum(['slow', 'hang', 'reset', 'truncated', 'malformed', 'cut-off-line']);

const changing = z.enum([
  'missing-data',
  'empty-data',
  'new-enum-values',
  'new-fields',
  'numbers-as-strings',
  'missing-optional',
  'null-dimensions',
  'view-missing',
  'focus-ignores-from',
]);

const faultKindSchema = z.enum([...failing.options, ...delivering.options, ...changing.options]);
export type FaultKind = z.infer<typeof faultKindSchema>;

/** Something that goes wrong for the requests whose path fits. */
export const faultSchema = z.strictObject({
  kind: faultKindSchema,
  /** The path as requested, query left out; `*` stands for anything. */
  path: z.string(),
  method: z.string().optional(),
  /** Requests that it hits before it is over; left out: all. */
  times: z.number().int().positive().optional(),
  /** Requests that it lets pass first. */
  skip: z.number().int().nonnegative().default(0),
  /** `rate-limited` and `unavailable`: what Retry-After says, in seconds. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
  /** Says Retry-After as an HTTP date. */
  retryAfterAsDate: z.boolean().default(false),
  /** `slow`: milliseconds before the answer. */
  delayMilliseconds: z.number().int().positive().default(1_500),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

export function isFailing(kind: FaultKind): boolean {
  return failing.safeParse(kind).success;
}

/** The faults in force, and how often each has struck. */
export class FaultTable {
  private entries: { readonly fault: Fault; readonly pattern: RegExp; seen: number }[] = [];

  constructor(faults: readonly FaultInput[]) {
    for (const fault of faults) {
      this.add(fault);
    }
  }

  /** Throws a ZodError when `input` is no fault. */
  add(input: FaultInput): void {
    const fault = faultSchema.parse(input);
    const pattern = new RegExp(`^${fault.path.split('*').map(escapeText).join('.*')}$`);
    this.entries.push({ fault, pattern, seen: 0 });
  }

  clear(): void {
    this.entries = [];
  }

  /** The faults that strike this request, in the order in which they were set. */
  strike(method: string, path: string): Fault[] {
    const struck: Fault[] = [];
    for (const entry of this.entries) {
      const { fault } = entry;
      if ((fault.method !== undefined && fault.method !== method) || !entry.pattern.test(path)) {
        continue;
      }
      entry.seen += 1;
      const turn = entry.seen - fault.skip;
      if (turn >= 1 && (fault.times === undefined || turn <= fault.times)) {
        struck.push(fault);
      }
    }
    return struck;
  }
}

function escapeText(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
