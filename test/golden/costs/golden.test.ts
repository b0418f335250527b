import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { findPlan, planCredit, planFee, plansOf } from '#shared/core/pricing/look-up';

const FOLDER = 'test/golden/costs';
const FEES = 'plan-fees.txt';

interface Case {
  readonly metric: string;
  readonly region: string | undefined;
  readonly name: string;
  readonly quantity: number;
  readonly micros: number;
}

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));
/** `1,350.5` as 1350500000, without passing through a fraction. */
const microsOf = (text: string): number => {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.');
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
};

function readTable(file: string): { provider: string; plan: string; day: string; cases: Case[] } {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  const [provider = '', plan = ''] = (lines[0] ?? '').split(/[\s:]+/);
  const day = lines.find((line) => line.startsWith('day: '))?.slice(5) ?? '';
  const cases: Case[] = [];
  let metric = '';
  let region: string | undefined;
  for (const line of lines.slice(1)) {
    const value = /^ {2}(\S.*?)\s{2,}([\d.,e+]+)\s{2,}([\d.,]+)$/.exec(line);
    const heading = /^([A-Z][A-Z_]+) ([A-Z0-9_]+)$/.exec(line);
    if (heading !== null) {
      metric = `${heading[1]}_${heading[2]}`;
    } else if (line.startsWith('region: ')) {
      region = line.slice(8);
    } else if (value !== null) {
      cases.push({
        metric,
        region,
        name: value[1] ?? '',
        quantity: numberOf(value[2] ?? ''),
        micros: microsOf(value[3] ?? ''),
      });
    }
  }
  return { provider, plan, day, cases };
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt') && file !== FEES);
const tables = files.map((file) => ({ file, ...readTable(file) }));

describe.each(tables)('$file', ({ provider, plan, day, cases }) => {
  test('the table has cases', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases)('$metric $region, $name: $quantity', ({ metric, region, quantity, micros }) => {
    const breakdown = calculatePlanCosts(list, { provider, plan, day, region, usage: { [metric]: quantity } });
    expect(breakdown.components.find((part) => part.tier === 'unknown')).toBeUndefined();
    expect(breakdown.charges).toBe(micros);
  });
});

describe('the tables as a whole', () => {
  test('hold at least 120 cases', () => {
    expect(tables.reduce((sum, { cases }) => sum + cases.length, 0)).toBeGreaterThanOrEqual(120);
  });

  test('are read to the last line: none of a case is passed over', () => {
    for (const { file, cases } of tables) {
      const written = readFileSync(join(FOLDER, file), 'utf8')
        .split('\n')
        .filter((line) => /^ {2}.*\s{2,}[\d.,]+$/.test(line));
      expect(cases, file).toHaveLength(written.length);
    }
  });

  test('every plan and metric with a price stands in one of them', () => {
    const written = new Set(
      tables.flatMap(({ provider, plan, cases }) => cases.map(({ metric }) => `${provider} ${plan} ${metric}`)),
    );
    const priced = list.limits
      .filter((entry) => entry.overage !== null)
      .map((entry) => `${entry.provider} ${entry.plan} ${entry.service}_${entry.metric}`);
    expect(priced.filter((name) => !written.has(name))).toEqual([]);
  });
});

const feeLines = readFileSync(join(FOLDER, FEES), 'utf8')
  .split('\n')
  .map((line) => /^(\S+) (\S+)\s{2,}([\d.,]+|unknown)\s+([\d.,]+|unknown)$/.exec(line))
  .filter((match) => match !== null);

test.each(['vercel', 'upstash', 'neon'])('every plan of %s on sale has its line of fee and credit', (seller) => {
  const written = feeLines.filter(([, provider]) => provider === seller).map(([, , plan]) => plan);
  const sold = plansOf(list, seller, '2026-11-24').map(({ plan }) => plan);
  expect(sold.length).toBeGreaterThan(2);
  expect(sold.filter((plan) => !written.includes(plan))).toEqual([]);
});

test.each(feeLines.map(([, provider = '', plan = '', fee = '', credit = '']) => ({ provider, plan, fee, credit })))(
  'fee of $provider $plan: $fee, credit $credit',
  ({ provider, plan, fee, credit }) => {
    const record = findPlan(list, provider, plan, '2026-11-24');
    expect(record).not.toBeNull();
    if (record !== null) {
      const day = record.effectiveTo ?? '2026-11-24';
      expect(planFee(list, record, day)).toBe(fee === 'unknown' ? null : microsOf(fee));
      expect(planCredit(list, record, day)).toBe(credit === 'unknown' ? null : microsOf(credit));
    }
  },
);
