import { describe, expect, it } from 'vitest';
import {
  budgetRest,
  byWeight,
  creditRest,
  intervalWords,
  knownMoney,
  lastDay,
  passedDays,
  periodWords,
  projectedWords,
  runOutSentences,
  spendMeter,
  stateWords,
} from '../../../../src/renderer/screens/costs/cost-words';
import { costsView } from './costs-view';

const KNOWN = costsView();
const UNKNOWN_TOTAL = { ...KNOWN.soFar, total: null, atLeast: 4 };

describe('the period', () => {
  it("is told in the bill's own zone, which changes its clock within it", () => {
    expect(periodWords(KNOWN)).toBe('1–30 Nov, 12 days left');
    expect(lastDay(KNOWN)).toBe('30 Nov');
    expect(passedDays(KNOWN)).toBe('1–18 Nov');
  });

  it('says one day and the last day', () => {
    expect(periodWords(costsView({ day: 29 }))).toBe('1–30 Nov, 1 day left');
    expect(periodWords(costsView({ day: 30 }))).toBe('1–30 Nov, the last day');
  });
});

describe('what is not known', () => {
  it('is a lower bound, and "not known" where nothing of it is', () => {
    expect(knownMoney(null, 4, 'USD')).toBe('at least $4.00');
    expect(knownMoney(null, 0, 'USD')).toBe('not known');
    expect(knownMoney(0, 0, 'USD')).toBe('$0.00');
    expect(projectedWords(costsView({ projected: { total: null, atLeast: 160, interval: null } }))).toBe(
      'at least $160',
    );
    expect(budgetRest(costsView({ soFar: UNKNOWN_TOTAL, projected: null }))).toEqual({
      figure: '$196.00',
      meaning: 'at most, of $200',
    });
  });

  it('has no projection over rolling days', () => {
    const rolling = costsView({ projected: null });
    expect(projectedWords(rolling)).toBe('–');
    expect(intervalWords(rolling)).toBe('the last 30 days: nothing to project');
  });
});

describe('the interval', () => {
  it('stands with the projection', () => {
    expect(projectedWords(KNOWN)).toBe('$181');
    expect(intervalWords(KNOWN)).toBe('between $168 and $196');
  });

  it('is said in words where it has no width', () => {
    const settled = costsView({ projected: { total: 116.4, atLeast: 116.4, interval: [116.4, 116.4] } });
    expect(intervalWords(settled)).toBe('nothing more is likely to be charged');
  });
});

describe('the budget', () => {
  it('tells what is left now and at the end', () => {
    expect(budgetRest(KNOWN)).toEqual({ figure: '$83.60', meaning: 'about $19 at the end' });
  });

  it('tells by how much it is passed', () => {
    const passed = costsView({ budget: { amount: 100, spentPercent: 116, verdict: 'passed' } });
    expect(budgetRest(passed)).toEqual({ figure: 'over by $16.40', meaning: 'about $81 over at the end' });
  });

  it('scales the meter; without one the projection does', () => {
    expect(spendMeter(KNOWN)?.percent).toBeCloseTo(58.2, 6);
    expect(spendMeter(KNOWN)?.projected).toBeCloseTo(90.5, 6);
    const free = spendMeter(costsView({ budget: null }));
    expect(free?.projected).toBe(100);
    expect(free?.percent).toBeCloseTo(64.3, 1);
    const nothing = costsView({
      budget: null,
      projected: null,
      soFar: { ...KNOWN.soFar, total: 0, atLeast: 0 },
    });
    expect(spendMeter(nothing)).toBeNull();
  });
});

describe('the credit', () => {
  it('lasts, runs out on a day, is used up, or is not there', () => {
    expect(creditRest(KNOWN)).toEqual({ figure: '$8.84 of $20', meaning: 'lasts until 30 Nov' });
    const short = costsView({ runOut: { credit: '2026-11-27', creditLasts: false, budget: null, allowances: [] } });
    expect(creditRest(short).meaning).toBe('used up on 27 Nov');
    const empty = costsView({ soFar: { ...KNOWN.soFar, creditLeft: 0 } });
    expect(creditRest(empty).meaning).toBe('used up: what comes now is charged');
    const none = costsView({ soFar: { ...KNOWN.soFar, creditIncluded: 0, creditLeft: 0 } });
    expect(creditRest(none).figure).toBe('none');
  });
});

it('names what runs out within the period', () => {
  const view = costsView({
    runOut: {
      credit: null,
      creditLasts: true,
      budget: '2026-11-28',
      allowances: [{ title: 'Bandwidth', day: '2026-11-25' }],
    },
  });
  expect(runOutSentences(view)).toEqual([
    'The budget is used up on 28 Nov.',
    'Bandwidth: the included amount is used up on 25 Nov.',
  ]);
  expect(runOutSentences({ ...view, day: 26 })[1]).toBe('Bandwidth: the included amount was used up on 25 Nov.');
});

it('never calls an estimate a bill', () => {
  expect(stateWords('estimate', '2026-11-24')).toContain('not a bill');
  expect(stateWords('final', '2026-11-24')).not.toContain('estimate');
});

it('shows the dearest connection first', () => {
  const cheap = costsView({ connectionId: 'cache', soFar: { ...KNOWN.soFar, atLeast: 0 }, projected: null, list: 0 });
  const models = costsView({ connectionId: 'ai', planName: null, list: 900, projected: null });
  const order = byWeight([{ ...models, soFar: { ...KNOWN.soFar, atLeast: 900 } }, cheap, KNOWN]);
  // What has a plan can be looked at differently.
  expect(order.map(({ connectionId }) => connectionId)).toEqual(['acme', 'ai', 'cache']);
});
