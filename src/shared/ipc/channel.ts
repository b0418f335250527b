import { z } from 'zod';

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

/** Epoch seconds. */
export const instantSchema = z.number().int();
export const nothing = z.null();
