import type { ErrorAnswer } from '#main/http/http-client';
import type { Failure } from '#shared/domain/failure';
import { member, textAt } from '../lenient';

const TOKENS_PAGE = 'Make a new token in your account settings at Vercel and give it to Headroom.';

/** Where figures are asked that want Observability Plus. */
const OBSERVABILITY = '/metrics/';

/** The team has to pay, or to settle something else, before Vercel answers for it again. */
export const TEAM_BLOCKED: Failure = {
  code: 'not-permitted',
  message: 'Vercel has blocked the team, most likely because an invoice is not paid, and tells nothing about it.',
  action: 'Open the billing settings of the team at Vercel and settle what is open there.',
  retryable: false,
};

const SIGN_IN: Failure = {
  code: 'not-permitted',
  message: 'The team at Vercel asks for a fresh sign-in with SAML before this token may read it.',
  action: 'Sign in to the team at Vercel, then authorize the token or make a new one.',
  retryable: false,
};

/** True where the right token was given, but its team wants a fresh sign-in. */
export function asksForSignIn({ message }: Failure): boolean {
  return message === SIGN_IN.message;
}

/** Reads Vercel's error answers by status and code, never by their text. Null leaves it to the general rules. */
export function explainVercel({ status, body }: ErrorAnswer, path: string): Failure | null {
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
  if (status === 403 && member(error, 'saml') === true) return SIGN_IN;
  if (status === 403) {
    return {
      code: 'not-permitted',
      message: 'The token is valid, but its owner may not read this at Vercel.',
      action: 'Use a token of a person with the role Owner, Member or Billing, made for the whole team.',
      retryable: false,
    };
  }
  // The same status stands for a team that is blocked and for figures that it has not bought.
  if (status === 402 && !path.startsWith(OBSERVABILITY)) return TEAM_BLOCKED;
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
