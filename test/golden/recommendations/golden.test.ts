import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { analyzeRoi, raisedBy, stopsWithout } from '#shared/core/recommendations/roi';
import type { Advice, BusinessAssumptions } from '#shared/domain/recommendation';
import { type MadeAccount, madeFacts } from '../../fixtures/made-account';

/** What one advice has to be; amounts are arithmetic by hand, main units a month. */
interface Wanted {
  readonly kind: string;
  readonly priority: string;
  readonly to?: string;
  readonly question?: string;
  readonly now?: string;
  readonly after?: string;
  readonly saves?: string;
  readonly cut?: string;
  readonly breakEven?: string;
  readonly days?: string;
  readonly percent?: string;
  readonly revenue?: string;
  readonly profit?: string;
  readonly roi?: string;
  readonly bound?: string;
  /** Points that it makes, for or against. */
  readonly says?: readonly string[];
  /** Points that would be untrue here. */
  readonly silent?: readonly string[];
  /** Alternatives that are named. */
  readonly beside?: readonly string[];
  readonly evidence?: number;
  /** Figures of its reason, to the digit. */
  readonly figures?: Readonly<Record<string, number>>;
}

interface Case {
  readonly name: string;
  readonly account: MadeAccount;
  readonly assumptions?: BusinessAssumptions;
  readonly answers?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly arithmetic: string;
  readonly expected: readonly Wanted[];
  /** Looks at advice of these kinds alone. */
  readonly only?: readonly string[];
}

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const cases = files.flatMap((file) =>
  (JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as { cases: readonly Case[] }).cases.map(
    (one): [string, Case] => [`${file.replace('.json', '')}: ${one.name}`, one],
  ),
);

/** A month is projected from 400 drawn futures: their middle is that of the figures by hand to a thousandth. */
const WITHIN = 0.002;

describe('the golden cases', () => {
  it('are at least forty', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases)('%s', (_name, { account, assumptions, answers, expected, only }) => {
    const told = { ...(assumptions && { assumptions }), ...(answers && { answers }) };
    const facts = madeFacts(account, told);
    const advice = generate(facts, KINDS).filter(({ kind }) => only?.includes(kind) ?? true);
    expect(advice.map(({ kind, priority }) => ({ kind, priority }))).toEqual(
      expected.map(({ kind, priority }) => ({ kind, priority })),
    );
    expected.forEach((wanted, at) => {
      check(advice[at] as Advice, wanted, facts.assumptions);
    });
  });
});

function check(advice: Advice, wanted: Wanted, assumptions: BusinessAssumptions): void {
  const roi = analyzeRoi({ ...advice, stops: stopsWithout(advice), raisedBy: raisedBy(advice.change) }, assumptions);
  const micros = (amount: number | null | undefined) => (amount == null ? null : amount / 1e6);
  const told: Readonly<Record<string, number | null | undefined>> = {
    now: micros(advice.cost.current),
    after: micros(advice.cost.recommended),
    saves: micros(advice.gain?.amount),
    cut: micros(advice.gain?.againstCut),
    breakEven: advice.breakEven?.quantity,
    days: advice.limit?.days,
    percent: advice.limit?.percent,
    revenue: micros(roi.revenueImpact),
    profit: micros(roi.profitImpact),
    roi: roi.roi,
  };
  for (const [what, value] of Object.entries(told)) {
    const arithmetic = wanted[what as keyof Wanted];
    if (arithmetic !== undefined) {
      const figure = Number(new Function(`return (${arithmetic});`)());
      const tolerance = what === 'days' ? 0.5 : Math.max(0.005, Math.abs(figure) * WITHIN);
      expect(Math.abs((value ?? Number.NaN) - figure), `${what}: ${value} is to be ${figure}`).toBeLessThanOrEqual(
        tolerance,
      );
    }
  }
  if (wanted.to !== undefined) {
    const { change } = advice;
    expect(String('to' in change ? change.to : ''), 'to').toBe(wanted.to);
  }
  checkPoints(advice, wanted);
  if (wanted.bound !== undefined) {
    expect(roi.bounds['profitImpact']).toBe(wanted.bound);
  }
  if (wanted.question !== undefined) {
    expect(advice.question?.code).toBe(wanted.question);
  }
}

/** What it says, what it does not say, and what it names. */
function checkPoints(advice: Advice, wanted: Wanted): void {
  const points = [advice.reason, advice.benefits, advice.risks, advice.against, advice.evidence.points].flat();
  const codes = points.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining([...(wanted.says ?? [])]));
  expect(codes.filter((code) => wanted.silent?.includes(code))).toEqual([]);
  expect(advice.alternatives.map(({ id }) => id)).toEqual(expect.arrayContaining([...(wanted.beside ?? [])]));
  expect(advice.reason.map(({ figures }) => figures)).toContainEqual(expect.objectContaining(wanted.figures ?? {}));
  if (wanted.evidence !== undefined) {
    expect(advice.evidence.points).toHaveLength(wanted.evidence);
  }
}
