import { describe, expect, test } from 'vitest';
import { MICROS } from '#shared/domain/money';
import { lifeReason, refusalWords, statusNote, stepWords } from '#shared/words/recommendation-life';
import { outcomeWords, savedWords, sumWords } from '#shared/words/recommendation-outcome';
import { madeRecommendation, NOW } from '../recommendations/made-recommendation';

const dollars = (amount: number) => amount * MICROS;
const saved = (low: number, middle: number, high: number) => ({
  ...{ q10: dollars(low), q50: dollars(middle), q90: dollars(high) },
});

describe('why a step was taken', () => {
  test('names what changed since a no', () => {
    const changes = [
      { code: 'priority', from: 'LOW', to: 'HIGH' },
      { code: 'gain', from: dollars(12), to: dollars(30) },
    ] as const;
    expect(lifeReason({ code: 'changed', changes }, madeRecommendation())).toBe(
      'Dismissed before, and changed since: priority high instead of low; it saves $30.00 a month instead of $12.00',
    );
  });

  test('says what was seen at the provider, and by whom', () => {
    const row = madeRecommendation();
    const reason = { code: 'seen', change: row.change, at: NOW } as const;
    expect(stepWords({ at: NOW, from: 'PENDING', to: 'IMPLEMENTED', actor: 'app', reason }, row)).toMatch(
      /^\d+ Nov( 2026)?: pending → implemented, by Headroom\. The plan is Pro, seen on \d+ Nov/,
    );
  });

  test('calls plans and databases as people do', () => {
    const row = madeRecommendation({ names: { ...madeRecommendation().names, thing: 'staging-db' } });
    expect(lifeReason({ code: 'plan-changed', from: 'free', to: 'fixed_1gb' }, row)).toBe(
      'The account is on another plan now: Fixed 1gb instead of Free',
    );
    const slept = { code: 'seen', change: { kind: 'sleep', project: 'still-lake-11800342' }, at: NOW } as const;
    expect(lifeReason(slept, row)).toMatch(/^staging-db sleeps when nobody asks it, seen on /);
    const raised = { kind: 'budget', own: false, from: 60, to: 175 } as const;
    expect(lifeReason({ code: 'seen', change: raised, at: NOW }, row)).toMatch(
      /^The limit is raised, or stops nothing/,
    );
  });

  test('a step that was taken already says so', () => {
    expect(refusalWords('not-from-here', 'approve', 'APPROVED')).toBe('It is approved already.');
    expect(refusalWords('not-from-here', 'implement', 'DISMISSED')).toBe(
      'A recommendation that is dismissed cannot be marked as implemented.',
    );
  });

  test('a dismissal is told with its reason, an open one without a reason not at all', () => {
    const statusReason = { code: 'said', text: 'too dear' } as const;
    expect(statusNote(madeRecommendation({ status: 'DISMISSED', statusReason }), NOW)).toMatch(
      /^Dismissed on .*: too dear\.$/,
    );
    expect(statusNote(madeRecommendation(), NOW)).toBe('');
    expect(statusNote(madeRecommendation({ snoozedUntil: NOW + 60 }), NOW)).toMatch(/^Snoozed until /);
  });
});

describe('what came', () => {
  const told = { days: 30, currency: 'USD', verdict: 'partly', limitHeld: null } as const;

  test('is said with its interval beside the promise', () => {
    expect(outcomeWords({ ...told, promised: dollars(60), saved: saved(29, 41, 53) })).toBe(
      'Saved $41 ± 12 a month, promised $60',
    );
  });

  test('an exact amount has none, and a price is announced', () => {
    expect(savedWords(saved(26.32, 26.32, 26.32), 'USD')).toBe('Saved $26.32');
    expect(outcomeWords({ ...told, days: 7, promised: dollars(-1), saved: saved(-1, -1, -1), limitHeld: true })).toBe(
      'The limit held for 7 days. Cost $1.00 more a month, $1 was announced',
    );
  });

  test('what cannot be told says so', () => {
    expect(outcomeWords({ ...told, promised: 0, saved: null })).toMatch(/cannot be told/);
  });

  test('several are added up', () => {
    expect(sumWords({ promised: dollars(80), saved: saved(48, 61, 74), count: 2 }, 'USD')).toBe(
      '2 changes saved $61 ± 13 a month, promised $80',
    );
  });
});
