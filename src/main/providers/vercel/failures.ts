import type { ErrorAnswer } from '#main/http/http-client';
import type { Failure } from '#shared/domain/failure';
import { member, textAt } from '../loose';

const TOKENS_PAGE = 'Make a new token in your account settings at Vercel and give it to Headroom.';

/** Reads Vercel's error answers by status and code, never by their text. Null leaves it to the general rules. */
export function explainVercel({ status, body }: ErrorAnswer): Failure | null {
  const error = member(body, 'error');
  const code = textAt(error, 'code');
  if (status === 401 || (status === 403 && member(error, 'invalidToken') === true)) {
    return {
      code: 'invalid-credential',
      message: 'Vercel does not accept the token: it is unknown, expired or was revoked.',
      action: TOKENS_PAGE,
      retryable: false,
    };
  }
  if (status === 403 && member(error, 'saml') === true) {
    return {
      code: 'not-permitted',
      message: 'The team at Vercel asks for a fresh sign-in with SAML before this token may read it.',
      action: 'Sign in to the team at Vercel, then authorize the token or make a new one.',
      retryable: false,
    };
  }
  if (status === 403) {
    return {
      code: 'not-permitted',
      message: 'The token is valid, but its owner may not read this at Vercel.',
      action: 'Use a token of a person with the role Owner, Member or Billing, made for the whole team.',
      retryable: false,
    };
  }
  if (status === 402) {
    return {
      code: 'not-on-plan',
      message: 'Vercel gives these figures only with Observability Plus.',
      action: 'Nothing to do: Headroom uses the daily figures instead.',
      retryable: false,
    };
  }
  if (status === 404 && code === 'costs_not_found') {
    return {
      code: 'not-on-plan',
      message: 'Vercel has no billing data for this account and time. That does not mean that nothing was used.',
      action: 'On Hobby there is none; on Pro it comes with the first billing day.',
      retryable: false,
    };
  }
  return null;
}
