import { describe, expect, it } from 'vitest';
import type { Connection } from '#shared/domain/connection';
import type { AccountBlock } from '#shared/domain/spend';
import { accountStop } from '#shared/words/provider-stop';

const acme: Connection = {
  id: 'vercel-1',
  provider: 'vercel',
  title: 'acme',
  settings: {},
  billing: null,
  billingAnchor: null,
  expiresAt: null,
  createdAt: 0,
};

function words(block: Partial<AccountBlock>) {
  const { title, sentence } = accountStop(acme, 'Vercel', {
    since: null,
    reason: 'UNKNOWN',
    resource: null,
    until: null,
    ...block,
  });
  return { title, sentence };
}

describe('a paused account, in the words of its provider', () => {
  it.each([
    ['functionInvocation', 'function invocations'],
    ['edgeRequest', 'edge requests'],
    ['bandwidth', 'bandwidth'],
    ['fastDataTransfer', 'fast data transfer'],
    ['blobTotalAvgSizeInBytes', 'blob total avg size in bytes'],
  ])('names %s as %s', (resource, text) => {
    expect(words({ reason: 'FAIR_USE_LIMITS_EXCEEDED', resource }).title).toBe(
      `Vercel has paused the account acme: fair use limits exceeded (${text})`,
    );
  });

  it.each([
    ['UNPAID_INVOICE', 'Pay the open invoice at Vercel.'],
    ['EXPOSURE_CAP_EXCEEDED', 'Move to a larger plan at Vercel, or wait and use less.'],
    ['ENTERPRISE_TRIAL_ENDED', 'Choose a plan at Vercel.'],
    ['SUBSCRIPTION_EXPIRED', 'Choose a plan at Vercel.'],
    ['BLOCKED_FOR_PLATFORM_ABUSE', 'Read the notice in the dashboard of Vercel, or ask its support.'],
    ['A_WORD_OF_TOMORROW', 'Read the notice in the dashboard of Vercel, or ask its support.'],
  ])('%s: %s', (reason, action) => {
    expect(words({ reason }).sentence).toBe(`${action} Vercel does not say when the pause ends.`);
  });
});
