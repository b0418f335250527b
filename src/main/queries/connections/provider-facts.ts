import { z } from 'zod';
import type { ProviderFactRow, ReadStore } from '#main/store/read-store';
import { GATEWAY_REFRESHES } from '#shared/domain/spend';
import { topQuerySchema } from '#shared/ipc/usage';

/** A fact with the moment at which the provider told it. */
const told = <T extends z.ZodType>(value: T) => z.object({ asOf: z.number().int(), value }).nullable().default(null);

const blockSchema = z.object({
  since: z.number().nullable(),
  reason: z.string(),
  resource: z.string().nullable(),
  until: z.number().nullable(),
});

const providerFactsSchema = z.object({
  /** Budgets that the provider keeps. */
  budgets: told(
    z.array(
      z.object({
        amount: z.number(),
        currency: z.string(),
        thresholds: z.array(z.number()),
        pauses: z.boolean(),
        rejects: z.boolean().default(false),
        scope: z.string().default('team'),
        key: z.string().nullable().default(null),
      }),
    ),
  ),
  /** Budgets of the AI Gateway, which refuse requests. */
  gatewayBudgets: told(
    z.array(
      z.object({
        scope: z.string(),
        key: z.string(),
        name: z.string().nullable(),
        amount: z.number(),
        spent: z.number(),
        refresh: z.enum(GATEWAY_REFRESHES).nullable(),
      }),
    ),
  ),
  /** Credit that is paid already. */
  credit: told(
    z.array(
      z.object({
        title: z.string(),
        unit: z.string(),
        total: z.number(),
        remaining: z.number(),
        start: z.number().nullable(),
        end: z.number().nullable(),
      }),
    ),
  ),
  /** Period and seats as the account itself tells them. */
  account: told(
    z.object({
      period: z.object({ start: z.number(), end: z.number() }).nullable(),
      seats: z.number().nullable(),
      seatPrice: z.number().nullable(),
      hasCredit: z.boolean(),
      trialEnd: z.number().nullable().default(null),
    }),
  ),
  /** What the provider has invoiced, the newest first. */
  invoices: told(
    z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        status: z.string(),
        total: z.number(),
        tax: z.number().nullable().default(null),
        currency: z.string(),
        issuedAt: z.number().nullable(),
        start: z.number().nullable(),
        end: z.number().nullable(),
        lines: z
          .array(
            z.object({
              title: z.string(),
              amount: z.number(),
              start: z.number().nullable(),
              end: z.number().nullable(),
            }),
          )
          .default([]),
      }),
    ),
  ),
  /** A `value` of null: the provider said that nothing is stopped. */
  block: told(blockSchema.nullable()),
  /** Without texts unless the connection's setting says so. */
  topQueries: told(z.array(topQuerySchema)),
});

/** What a provider told of a connection besides figures. A part is null while it was never told. */
export type ProviderFacts = z.infer<typeof providerFactsSchema>;

/** The facts of one connection as they were last told. What cannot be read counts as never told. */
export async function readProviderFacts(
  store: Pick<ReadStore, 'providerFacts'>,
  connectionId: string,
): Promise<ProviderFacts> {
  return (await readProviderFactsOf(store, [connectionId])).get(connectionId) ?? factsIn([]);
}

/** The same of several connections, by their ids. */
export async function readProviderFactsOf(
  { providerFacts }: Pick<ReadStore, 'providerFacts'>,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, ProviderFacts>> {
  const rows = await providerFacts.list(connectionIds);
  return new Map(connectionIds.map((id) => [id, factsIn(rows.filter(({ connectionId }) => connectionId === id))]));
}

function factsIn(rows: readonly ProviderFactRow[]): ProviderFacts {
  const facts = providerFactsSchema.safeParse(
    Object.fromEntries(rows.map(({ kind, answer, asOf }) => [kind, { asOf, value: answer }])),
  );
  return facts.success ? facts.data : providerFactsSchema.parse({});
}
