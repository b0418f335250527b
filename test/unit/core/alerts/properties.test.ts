import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertTransition, type Observation, stepAlert } from '#shared/core/alerts/alert-transition';
import { observeLimit } from '#shared/core/alerts/limit-condition';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import type { Alert } from '#shared/domain/alert';
import { HOUR } from '#shared/domain/instant';

const T0 = 1_795_000_000;
type Kept = Omit<Alert, 'id'>;

function seen(percent: number | null, at: number, window: number): Observation {
  return observeLimit(
    {
      key: `acme/VERCEL_KV/COMMANDS_PER_DAY@${window}`,
      ...{ connectionId: 'acme', projectId: '', service: 'VERCEL_KV', metric: 'COMMANDS_PER_DAY', limitId: 'plan' },
      ...{ unit: 'commands', at, isWindowed: true, percent, judgedPercent: null, value: percent, limit: 100 },
      ...{ warningPercent: 75, criticalPercent: 90, daysToLimit: null, enforcing: null },
    },
    DEFAULT_RULES,
  );
}

interface Walk {
  readonly events: AlertTransition['events'];
  readonly open: Kept | null;
}

/** Walks through readings an hour apart, a window of a day each; `restarts` are where everything is kept and read again. */
function walk(percents: readonly (number | null)[], restarts: ReadonlySet<number> = new Set()): Walk {
  let open: Kept | null = null;
  const past = new Map<string, Kept>();
  const events: AlertTransition['events'][number][] = [];
  percents.forEach((percent, index) => {
    if (restarts.has(index)) {
      open = JSON.parse(JSON.stringify(open)) as Kept | null;
      for (const [key, one] of past) past.set(key, JSON.parse(JSON.stringify(one)) as Kept);
    }
    const now = T0 + index * HOUR;
    const look = seen(percent, now, Math.floor(index / 24));
    if (open !== null && (open as Kept).key !== look.key) open = null;
    const step = stepAlert(open, look, now, past.get(look.key) ?? null);
    events.push(...step.events);
    open = step.next;
    if (open?.state === 'resolved') {
      past.set(open.key, open);
      open = null;
    }
  });
  return { events, open };
}

const percents = fc.array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 40, max: 120 }) }, fc.constant(null)), {
  maxLength: 24,
});

describe('whatever is read in one window', () => {
  it('is told the same in one pass and in pieces with restarts between', () => {
    fc.assert(
      fc.property(percents, fc.array(fc.nat(24)), (reads, at) => {
        expect(walk(reads, new Set(at))).toEqual(walk(reads));
      }),
    );
  });

  it('no two notices are the same, none ends what never fired, and critical is never lost', () => {
    fc.assert(
      fc.property(percents, (reads) => {
        const { events } = walk(reads);
        const told = events.filter(({ tells, kind }) => tells && kind !== 'resolved');
        expect(new Set(told.map(({ severity }) => severity)).size).toBe(told.length);
        const firstEnd = events.findIndex(({ kind }) => kind === 'resolved');
        const firstFire = events.findIndex(({ kind }) => kind === 'firing');
        if (firstEnd !== -1) expect(firstFire).toBeLessThan(firstEnd);
        expect(told.some(({ severity }) => severity === 'critical')).toBe(reads.some((one) => (one ?? 0) >= 90));
      }),
    );
  });

  it('missing readings change nothing but what they hide', () => {
    fc.assert(
      fc.property(percents, (reads) => {
        const kinds = (of: readonly (number | null)[]) =>
          walk(of).events.map(({ kind, severity }) => `${kind} ${severity}`);
        const known = reads.filter((one) => one !== null);
        expect(kinds(reads)).toEqual(kinds(known));
      }),
    );
  });
});
