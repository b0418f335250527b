import { z } from 'zod';
import { expected, lenientNumber, listOf, nullOr, optional, optionalNumber, optionalText } from '../lenient';

/** Null: nothing is stopped. Of another form, or not told: nobody knows. */
const blockSchema = nullOr(
  z.object({
    blockedAt: optionalNumber,
    reason: expected(z.string()),
    blockedDueToOverageType: optionalText,
    unpauseAt: optionalNumber,
  }),
);

/** `GET /v2/user`; a token limited to a team gets fewer members. */
export const userSchema = z.object({
  id: optionalText,
  username: optionalText,
  email: optionalText,
  name: optionalText,
  defaultTeamId: optionalText,
  limited: optional(z.boolean()),
  softBlock: blockSchema,
});
export type VercelUser = z.infer<typeof userSchema>;

const periodSchema = optional(z.object({ start: lenientNumber, end: lenientNumber }));

const billingSchema = z.object({
  plan: expected(z.string()),
  planIteration: optionalText,
  status: optionalText,
  period: periodSchema,
  /** A trial, with its end in milliseconds. */
  trial: optional(z.object({ end: lenientNumber })),
  /** The account's own price list: cents a unit. Seats are in it. */
  invoiceItems: optional(z.record(z.string(), optional(z.object({ price: optionalNumber, quantity: optionalNumber })))),
  subscriptions: optional(
    listOf(
      z.object({
        frequency: optional(z.object({ interval: expected(z.string()), intervalCount: optionalNumber })),
        period: periodSchema,
      }),
    ),
  ),
});

/** `GET /v2/teams/{id}`, and the short form of a team that the token may not read. */
export const teamSchema = z.object({
  id: z.string(),
  slug: optionalText,
  name: optionalText,
  limited: optional(z.boolean()),
  /** Null: the plan is not told. */
  billing: expected(billingSchema.nullable()),
  createdAt: expected(lenientNumber),
  softBlock: blockSchema,
});
export type VercelTeam = z.infer<typeof teamSchema>;

/** The token of the request itself, `GET /v5/user/tokens/current`. */
export const tokenSchema = z.object({
  name: optionalText,
  expiresAt: optionalNumber,
  leakedAt: optionalNumber,
  scopes: optional(listOf(z.object({ type: optionalText, teamId: optionalText, expiresAt: optionalNumber }))),
});
export type VercelToken = z.infer<typeof tokenSchema>;

export const projectSchema = z.object({ id: z.string(), name: z.string() });

export const deploymentSchema = z.object({
  uid: z.string(),
  name: z.string(),
  projectId: expected(z.string()),
  url: expected(z.string()),
  created: optionalNumber,
  createdAt: optionalNumber,
  buildingAt: optionalNumber,
  ready: optionalNumber,
  readyState: optionalText,
  state: optionalText,
  target: expected(z.string().nullable()),
  inspectorUrl: expected(z.string().nullable()),
  meta: optional(z.object({ githubCommitSha: optionalText, gitlabCommitSha: optionalText })),
});
export type VercelDeployment = z.infer<typeof deploymentSchema>;

/** A row of `GET /v2/usage`: a day, and whatever was counted. Fields differ by type and date. */
export const usageRowSchema = z.looseObject({ date: z.string() });
export type UsageRow = z.infer<typeof usageRowSchema>;
