import { WifiOff } from 'lucide-react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Message } from '../components/message';
import { SkeletonCard } from '../components/skeleton';
import { StatRow } from '../components/stat';
import { MetricCard } from '../screens/overview/metric-card';
import { NOW } from './fixtures/clock';
import { LIMITED, OTHERS, REDIS_STORAGE } from './fixtures/metrics';
import { withStanding } from './fixtures/standing';

const STALE = withStanding({
  ...(LIMITED[3] ?? REDIS_STORAGE),
  stale: true,
  asOf: NOW - 3 * 3600,
  note: 'Next try at 10:57.',
  noteCode: 'unreachable',
});
const CRITICAL = withStanding({
  ...REDIS_STORAGE,
  current: 28.2,
  percent: 94,
  status: 'critical',
  daysToLimit: { q10: 0.2, q50: 0.4, q90: 0.6 },
});
const OVER = withStanding({ ...REDIS_STORAGE, current: 33.6, percent: 112, status: 'over' });
const LEARNING = withStanding({
  ...REDIS_STORAGE,
  current: 6,
  percent: 20,
  status: 'calm',
  daysToLimit: null,
  growthPerDay: null,
  forecastState: 'too-early',
  forecastReason: 'Too early to tell: known from 2026-11-22 on.',
});

/** Service cards, messages and stats: fresh, old, empty, failed, offline. */
export function CardStates() {
  return (
    <>
      <div className="gallery-cards">
        <SkeletonCard height={114} />
        {[STALE, CRITICAL, OVER, LEARNING, ...OTHERS].map((metric) => (
          <MetricCard key={`${metric.key} ${metric.status}`} metric={metric} now={NOW} />
        ))}
      </div>
      <div className="gallery-cards">
        <Card>
          <Message title="Nothing is open" action={<Button>See what was done</Button>}>
            Advice appears here once a limit comes in sight.
          </Message>
        </Card>
        <Card>
          <Message tone="critical" title="Vercel refused the token" action={<Button>Paste a new token</Button>} alert>
            Since 09:12. What you see is from 08:57; nothing is lost.
          </Message>
        </Card>
        <Card>
          <Message icon={WifiOff} title="Offline since 09:12" action={<Button disabled>Collect now</Button>}>
            Headroom collects again once the network is back.
          </Message>
        </Card>
        <Card>
          <StatRow
            stats={[
              { caption: 'Now', figure: '25.5 MB', meaning: '4.5 MB of headroom' },
              { caption: 'Limit, 30 MB', figure: 'Mon 23 Nov', meaning: 'between 22 and 25 Nov', tone: 'warning' },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
