import { describe, expect, it, test } from 'vitest';
import type { AlertEvent, AlertReason } from '#shared/domain/alert';
import { alertReason } from '#shared/words/alert-reason';

function said(reason: AlertReason, step: Partial<AlertEvent> = {}): string {
  const event = {
    at: 0,
    kind: 'firing',
    severity: 'warning',
    basis: 'level',
    percent: 80,
    value: 24,
    limit: 30,
  } as const;
  return alertReason({ ...event, ...step, reason }, { name: 'Redis storage', unit: 'MB' });
}

describe('why a step was taken', () => {
  const over = (threshold: number, held = false): AlertReason => ({ code: 'over-threshold', threshold, held });

  it('names the threshold that was crossed, and whether it lasted or got worse', () => {
    expect(said(over(90), { severity: 'critical' })).toBe('Over the critical threshold of 90 %.');
    expect(said(over(75, true))).toBe('Over the warning threshold of 75 %, and has been since it was first seen.');
    expect(said(over(90), { severity: 'critical', kind: 'worse' })).toBe(
      'Over the critical threshold of 90 %. Worse than before.',
    );
  });

  it('names what the forecast expects', () => {
    const soon = { code: 'expected', q10: 4, q50: 6, held: false } as const;
    expect(said(soon)).toBe('The limit is expected in about 6 days, the earliest in about 4 days.');
    expect(said({ ...soon, q10: null })).toBe('The limit is expected in about 6 days.');
    expect(said({ ...soon, q10: 6.2 })).toBe('The limit is expected in about 6 days.');
    expect(said({ ...soon, q50: null, held: true })).toBe(
      'The limit is expected soon, and has been since it was first seen.',
    );
    expect(said({ code: 'no-longer-expected' })).toBe('The limit is no longer expected to be reached soon.');
  });

  it('says of a level that fell which mark it left, and what is still so', () => {
    const left = { code: 'below-threshold', severity: 'critical', threshold: 90, still: 75 } as const;
    expect(said(left, { kind: 'better' })).toBe('Back below the critical threshold of 90 %, still over 75 %.');
    expect(
      said({ ...left, severity: 'warning', threshold: 75, still: null }, { kind: 'better', basis: 'forecast' }),
    ).toBe('Back below the warning threshold of 75 %, but the limit is still expected soon.');
    expect(said({ ...left, severity: 'warning', threshold: 75, still: null }, { kind: 'resolved' })).toBe(
      'Back below the warning threshold of 75 %.',
    );
  });

  test.each<[AlertReason, string]>([
    [{ code: 'snoozed', until: 1_795_608_000 }, 'Snoozed until 25 Nov 2026, 12:00.'],
    [
      {
        code: 'account-paused',
        provider: 'Vercel',
        account: 'acme',
        reason: 'UNPAID_INVOICE',
        resource: 'edgeRequest',
      },
      'Vercel has paused the account acme: unpaid invoice (edge requests).',
    ],
    [
      { code: 'over-quota', kind: 'redis', name: 'cache', suspended: true },
      'The Redis store cache has exceeded its quota and is suspended.',
    ],
    [{ code: 'told', text: 'Over the critical threshold of 90 %.' }, 'Over the critical threshold of 90 %.'],
  ])('%j', (reason, sentence) => {
    expect(said(reason)).toBe(sentence);
  });
});
