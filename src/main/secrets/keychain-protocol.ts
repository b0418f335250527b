import { z } from 'zod';

/** What the keychain's own process is asked. Goes over the pipe between the two, never into arguments. */
export type KeychainRequest =
  | { readonly id: number; readonly verb: 'get' | 'delete'; readonly account: string }
  | { readonly id: number; readonly verb: 'set'; readonly account: string; readonly text: string };

export const keychainReplySchema = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), text: z.string().nullable() }),
  /** `missing`: keytar is not installed or cannot be loaded. `refused`: the keychain said no. */
  z.object({ id: z.number(), ok: z.literal(false), cause: z.enum(['missing', 'refused']) }),
]);
export type KeychainReply = z.infer<typeof keychainReplySchema>;
