import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Change } from './what-if-changes';

/**
 * Reads the terminal's form, `traffic=2,plan=pro,region=fra1,build-machine=turbo,images=0.5,cache-hits=20,
 * model=gpt-6-sol:gpt-6-luna`. Refused with `invalid-input` that names the part.
 */
export function parseWhatIf(text: string): Result<Change[]> {
  const changes: Change[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [name = '', value = ''] = part.split('=').map((piece) => piece.trim());
    const change = Object.hasOwn(PARSERS, name) ? (PARSERS[name]?.(value) ?? null) : null;
    if (change === null) {
      return fail({
        code: 'invalid-input',
        message: `"${part}" is no change that can be worked out.`,
        action:
          'Use traffic=N, plan=NAME, region=ID, build-machine=NAME, images=FACTOR, cache-hits=POINTS or model=FROM:TO.',
        retryable: false,
      });
    }
    changes.push(change);
  }
  return succeed(changes);
}

const PARSERS: Readonly<Record<string, (value: string) => Change | null>> = {
  traffic: (value) => factorOf(value, (factor) => ({ kind: 'traffic', factor })),
  images: (value) => factorOf(value, (factor) => ({ kind: 'images', factor })),
  'cache-hits': (value) => {
    const points = value === '' ? Number.NaN : Number(value);
    return Number.isFinite(points) ? { kind: 'cache-hits', points } : null;
  },
  plan: (plan) => (plan === '' ? null : { kind: 'plan', plan }),
  region: (region) => (region === '' ? null : { kind: 'region', region }),
  'build-machine': (machine) => (machine === '' ? null : { kind: 'build-machine', machine }),
  model: (value) => {
    const [from = '', to = ''] = value.split(':');
    return from === '' || to === '' ? null : { kind: 'model', from, to };
  },
};

function factorOf(value: string, change: (factor: number) => Change): Change | null {
  const factor = value === '' ? Number.NaN : Number(value);
  return Number.isFinite(factor) && factor >= 0 ? change(factor) : null;
}
