import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { SecretFields } from './secret-store';

const secretFieldsSchema = z.record(z.string(), z.string());

/** Secrets as text, as the places keep them. */
export function writeFields(fields: SecretFields): string {
  return JSON.stringify(fields);
}

/** Reads what `writeFields` wrote. Fails with `invalid-credential` for anything else: a broken entry is not none. */
export function readFields(text: string): Result<SecretFields> {
  try {
    const parsed = secretFieldsSchema.safeParse(JSON.parse(text));
    return parsed.success ? succeed(parsed.data) : fail(broken);
  } catch {
    return fail(broken);
  }
}

const broken: Failure = {
  code: 'invalid-credential',
  message: 'The secret that is kept for this account is damaged.',
  action: 'Remove the account in Settings and connect it again.',
  retryable: false,
};
