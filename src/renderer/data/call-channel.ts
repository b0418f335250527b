import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { failureSchema } from '#shared/domain/failure-schema';
import {
  type ChannelInput,
  type ChannelName,
  type ChannelOutput,
  contract,
  type HeadroomBridge,
} from '#shared/ipc/contract';
import { bridge } from './bridge';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);

/** The contract's outputs by name, typed so that a generic name finds its own. */
const outputs: { readonly [Name in ChannelName]: { readonly output: z.ZodType<ChannelOutput<Name>> } } = contract;

/** What the window says when main answers something that the contract does not know. */
const OFF_CONTRACT: Failure = {
  code: 'internal',
  message: 'The app answered in a way that this window does not understand.',
  action: 'Restart Headroom; if it happens again, install it anew.',
  retryable: true,
};

/** A failure on its way through code that only knows thrown errors, such as the query cache. */
export class ChannelError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'ChannelError';
  }
}

/**
 * Asks main one thing. The answer is parsed by the contract's schema; an answer that does not fit, or a
 * bridge that breaks, is a failure with code `internal`. Never rejects.
 */
export async function callChannel<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
  door: HeadroomBridge = bridge(),
): Promise<Result<ChannelOutput<Name>>> {
  let raw: unknown;
  try {
    raw = await door.invoke(name, input);
  } catch {
    return fail(OFF_CONTRACT);
  }
  const answer = answerSchema.safeParse(raw);
  if (!answer.success) {
    return fail(OFF_CONTRACT);
  }
  return answer.data.ok ? parseValue(outputs[name].output, answer.data.value) : fail(answer.data.failure);
}

/** The failure inside whatever a query or mutation threw. */
export function failureOf(error: unknown): Failure {
  return error instanceof ChannelError ? error.failure : OFF_CONTRACT;
}

function parseValue<Value>(schema: z.ZodType<Value>, value: unknown): Result<Value> {
  const parsed = schema.safeParse(value);
  return parsed.success ? succeed(parsed.data) : fail(OFF_CONTRACT);
}
