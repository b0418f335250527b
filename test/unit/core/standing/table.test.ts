import { describe, expect, it } from 'vitest';
import { rankOf, stepOf } from '#shared/core/standing/order';
import { severityOf } from '#shared/core/standing/severity';
import { AT_STANDING_LIMITS, type Standing, type StandingAtLimit } from '#shared/domain/standing';
import { inDays, made, NOW } from './made-standing';

/** Every level that a limit may stand at: what is used of it, and what is expected. */
const LEVELS: readonly (readonly [string, Partial<Standing>])[] = [
  ['calm', { percent: 40 }],
  ['may be reached within 30 days', { percent: 40, ...soon(20, null, 0.3) }],
  ['expected within 30 days', { percent: 40, ...soon(12, 25, 0.7) }],
  ['expected within 7 days', { percent: 40, ...soon(3, 5, 0.9, 0.7) }],
  ['past the warning', { percent: 80 }],
  ['past the critical threshold', { percent: 95 }],
  [
    'reached',
    {
      percent: 120,
      expected: { q10: NOW, q50: NOW, q90: NOW },
      probability: { within7: 1, within14: 1, within30: 1, beforeReset: null },
    },
  ],
];

function soon(q10: number, q50: number | null, within30: number, within7 = 0): Partial<Standing> {
  return {
    expected: { q10: inDays(q10), q50: q50 === null ? null : inDays(q50), q90: null },
    probability: { within7, within14: within7, within30, beforeReset: null },
  };
}

function at(atLimit: StandingAtLimit, level: Partial<Standing>): Standing {
  const one = made('a', { ...level, atLimit, used: level.percent ?? 0 });
  return { ...one, severity: severityOf({ ...one, now: NOW }) };
}

/** `critical, 3: past-threshold`: severity, place in the order (0 leads), and what presses. */
function cell(standing: Standing): string {
  return `${standing.severity}, ${rankOf(standing)} (${stepOf(standing)})`;
}

function table(): string {
  const head = ['what happens there', ...LEVELS.map(([name]) => name)];
  const rows = AT_STANDING_LIMITS.map((what) => [`\`${what}\``, ...LEVELS.map(([, level]) => cell(at(what, level)))]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

describe('docs/standing.md', () => {
  it('says severity and place in the order for every limit at every level', async () => {
    const { readFile } = await import('node:fs/promises');
    const page = await readFile('docs/standing.md', 'utf8');
    expect(page).toContain(table());
  });
});

it('rings at every limit but one, with the same severity whatever happens there', () => {
  for (const [, level] of LEVELS) {
    const severities = AT_STANDING_LIMITS.filter((what) => what !== 'none').map((what) => at(what, level).severity);
    expect(new Set(severities).size).toBe(1);
    expect(at('none', level).severity).toBe('calm');
  }
});

it('lets nothing that only costs or informs stand before what stops, at the same level', () => {
  for (const [, level] of LEVELS) {
    const stops = rankOf(at('reject', level));
    expect(rankOf(at('bill', level))).toBeGreaterThanOrEqual(stops);
    expect(rankOf(at('inform', level))).toBeGreaterThanOrEqual(rankOf(at('bill', level)));
  }
});
