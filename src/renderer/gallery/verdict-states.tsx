import type { Overview } from '#shared/ipc/overview';
import { VerdictCard } from '../screens/overview/verdict-card';
import { OVERVIEW } from './fixtures/overview';

const VARIANTS: readonly Partial<Overview['verdict']>[] = [
  {
    tone: 'clear',
    badge: 'All clear',
    headline: 'All clear: nothing reaches a limit in the next 30 days',
    sentence: 'The tightest is Redis commands at 62 % of 10,000 a day.',
    recommendationId: null,
    metricKey: null,
    others: 0,
  },
  {
    tone: 'critical',
    badge: 'Critical · now',
    headline: 'Redis is full: writes have failed since 09:12',
    sentence: '30.0 of 30 MB. storefront and api are linked to it.',
  },
  {
    tone: 'learning',
    badge: 'Learning',
    headline: '3 of 7 days of data: a forecast from Saturday',
    sentence: 'Until then Headroom watches the thresholds at 75 and 90 %.',
    recommendationId: null,
    metricKey: null,
    others: 0,
  },
  {
    tone: 'stale',
    badge: 'As of 07:42',
    headline: 'Redis storage reached 85 % when last read',
    sentence: 'The last three collections failed. Vercel does not answer; next try at 10:57.',
    recommendationId: null,
    others: 0,
  },
  {
    tone: 'empty',
    badge: '',
    headline: 'Nothing is connected yet',
    sentence: 'Connect an account to see what comes next.',
    action: 'Connect an account',
    recommendationId: null,
    metricKey: null,
    others: 0,
  },
];

/** The verdict of every tone. */
export function VerdictStates() {
  return (
    <div className="stack-12">
      {VARIANTS.map((variant) => (
        <VerdictCard
          key={variant.headline}
          old=""
          overview={{ ...OVERVIEW, chart: null, horizon: [], verdict: { ...OVERVIEW.verdict, ...variant } }}
        />
      ))}
    </div>
  );
}
