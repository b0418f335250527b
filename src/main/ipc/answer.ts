import { type Failure, fail, type Result } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { type ChannelInput, type ChannelName, contract, type Handlers } from '#shared/ipc/contract';

/** Tells a bug to the log: where it happened, and the exception. */
export type ReportBug = (where: string, error: unknown) => void;

const internal: Failure = {
  code: 'internal',
  message: 'Headroom made a mistake while it answered.',
  action: 'Try again; if it stays, restart Headroom. Nothing that was stored is lost.',
  retryable: true,
};

/**
 * Answers one request of the window: input parsed, handler called, output parsed. An input that does
 * not fit is `invalid-input`; an exception that carries a failure (a full disk, a damaged data file) is that failure;
 * any other, or an output that breaks the contract, is `internal`, without its text or stack, which go to `reportBug`.
 */
export async function answer(
  name: ChannelName,
  input: unknown,
  handlers: Handlers,
  reportBug: ReportBug,
): Promise<Result<unknown>> {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'input').join(', ');
    return fail({
      code: 'invalid-input',
      message: `The request ${name} does not fit: ${places}.`,
      action: 'Check what was entered and try again.',
      retryable: false,
    });
  }
  try {
    return await call(name, parsed.data as ChannelInput<typeof name>, handlers);
  } catch (error) {
    const expected = failureIn(error);
    if (expected === null) reportBug(name, error);
    return fail(expected ?? internal);
  }
}

async function call<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
  handlers: Handlers,
): Promise<Result<unknown>> {
  const result = await handlers[name](input);
  if (!result.ok) return fail(result.failure);
  return { ok: true, value: contract[name].output.parse(result.value) };
}
