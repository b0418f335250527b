import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';

const NOW = { now: Date.parse('2026-11-29T22:50:00Z') / 1000, zone: 'UTC' };
const BILL = { currency: 'USD', soFar: { amount: 40 }, projected: { amount: 65.2 }, budget: { limit: 200 } };

function claims(question: string, text: string): (string | null)[] {
  const documents = [{ id: 'bill 0', text: JSON.stringify(BILL) }];
  return proveAnswer(text, { documents, question }, NOW).sentences.map(({ struck }) => struck?.claim ?? null);
}

describe('what the user typed', () => {
  it('is called theirs', () => {
    const question = 'Our budget for this month is $75, are we ok?';
    expect(claims(question, 'About $65 is expected, below your $75.')).toEqual([null]);
    expect(claims(question, 'The limit is $75.')).toEqual(['$75']);
    expect(claims(question, 'About $65 is expected, below your $85.')).toEqual(['$85']);
  });

  it('is supposed, and added to what is known', () => {
    const question = 'Can we spend $50 more this month?';
    expect(claims(question, 'With $50 more the month would come to about $115.')).toEqual([null]);
    expect(claims(question, 'With $50 more the month would come to about $125.')).toEqual(['$125']);
    expect(claims(question, 'You spent $50.')).toEqual(['$50']);
    expect(claims('', 'With $50 more the month would come to about $115.')).toEqual(['$50']);
  });
});
