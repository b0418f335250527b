import { z } from 'zod';
import { looseNumber, optionalNumber, optionalText } from '../loose';

/** `GET /v2/user`; a token limited to a team gets fewer members. */
export const userSchema = z.object({
  id: optionalText,
  username: optionalText,
  email: optionalText,
  name: optionalText,
  defaultTeamId: optionalText,
  limited: z.boolean().optional().catch(undefined),
  softBlock: z
    .object({
      blockedAt: optionalNumber,
      reason: optionalText,
      blockedDueToOverageType: optionalText,
      unpauseAt: optionalNumber,
    })
    .nullish()
    .catch(undefined),
});
export type VercelUser = z.infer<typeof userSchema>;

const periodSchema = z.object({ start: looseNumber, end: looseNumber }).optional().catch(undefined);

const billingSchema = z.object({
  plan: optionalText,
  planIteration: optionalText,
  status: optionalText,
  period: periodSchema,
  /** The account's own price list: cents a unit. Seats are in it. */
  invoiceItems: z
    .record(z.string(), z.object({ price: optionalNumber, quantity: optionalNumber }).optional().catch(undefined))
    .optional()
    .catch(undefined),
  subscriptions: z
    .array(
      z.object({
        frequency: z.object({ interval: optionalText, intervalCount: optionalNumber }).optional().catch(undefined),
        period: periodSchema,
      }),
    )
    .optional()
    .catch(undefined),
});

/** `GET /v2/teams/{id}`, and the short form of a team that the token may not read. */
export const teamSchema = z.object({
  id: z.string(),
  slug: optionalText,
  name: optionalText,
  limited: z.boolean().optional().catch(undefined),
  billing: billingSchema.nullish().catch(undefined),
  membership: z.object({ role: optionalText }).optional().catch(undefined),
  softBlock: userSchema.shape.softBlock,
});
export type VercelTeam = z.infer<typeof teamSchema>;

/** The token of the request itself, `GET /v5/user/tokens/current`. */
export const tokenSchema = z.object({
  name: optionalText,
  expiresAt: optionalNumber,
  leakedAt: optionalNumber,
  scopes: z
    .array(z.object({ type: optionalText, teamId: optionalText, expiresAt: optionalNumber }))
    .optional()
    .catch(undefined),
});
export type VercelToken = z.infer<typeof tokenSchema>;

export const projectSchema = z.object({ id: z.string(), name: z.string() });

export const deploymentSchema = z.object({
  uid: z.string(),
  name: z.string(),
  projectId: optionalText,
  url: optionalText,
  created: optionalNumber,
  createdAt: optionalNumber,
  buildingAt: optionalNumber,
  ready: optionalNumber,
  readyState: optionalText,
  state: optionalText,
  target: optionalText,
  inspectorUrl: optionalText,
  meta: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type VercelDeployment = z.infer<typeof deploymentSchema>;

/** A row of `GET /v2/usage`: a day, and whatever was counted. Fields differ by type and date. */
export const usageRowSchema = z.looseObject({ date: z.string() });
export type UsageRow = z.infer<typeof usageRowSchema>;
