import { z } from 'zod';
import { failureSchema } from '#shared/domain/failure';

/** One request that the window may make: what goes in, what comes out. Both are parsed, on both sides. */
export interface Channel<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

export function channel<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Channel<Input, Output> {
  return { input, output };
}

/** What every channel answers with: its output, or a failure of the closed list. Never an exception. */
export function envelope<Output extends z.ZodType>(output: Output) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: output }),
    z.object({ ok: z.literal(false), failure: failureSchema }),
  ]);
}

/** Epoch seconds. */
export const instantSchema = z.number().int();
export const nothing = z.null();
