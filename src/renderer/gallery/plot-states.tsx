import type { UsageChart } from '#shared/ipc/usage';
import { type UsageShape, usagePicture } from '../charts/usage-picture';
import { UsagePlot } from '../charts/usage-plot';
import { Card } from '../components/card';
import { november } from './fixtures/clock';
import { LIMITED, OTHERS, REDIS_STORAGE } from './fixtures/metrics';
import { usageChart } from './fixtures/series';

interface PlotState {
  readonly name: string;
  readonly chart: UsageChart;
  readonly shape: UsageShape;
}

function states(): readonly PlotState[] {
  const bandwidth = LIMITED[3] ?? REDIS_STORAGE;
  const commands = LIMITED[2] ?? REDIS_STORAGE;
  const latency = OTHERS[1] ?? REDIS_STORAGE;
  const storage = usageChart(REDIS_STORAGE, '30d');
  return [
    { name: 'Level with limit, thresholds and fan', chart: storage, shape: 'level' },
    { name: 'Put down to a plan change', chart: { ...storage, ...FOLLOWED_A_PLAN_CHANGE }, shape: 'level' },
    { name: 'Total of a period', chart: usageChart(bandwidth, '30d'), shape: 'level' },
    { name: 'By day', chart: usageChart(bandwidth, '30d'), shape: 'days' },
    { name: 'Day totals against a daily limit', chart: usageChart(commands, '30d'), shape: 'days' },
    { name: 'Gap, no limit', chart: usageChart(latency, '24h'), shape: 'level' },
    {
      name: 'Far below the limit',
      chart: { ...storage, metric: { ...REDIS_STORAGE, limit: 3000 }, reach: null },
      shape: 'level',
    },
    { name: 'Empty', chart: { ...storage, points: [], path: [], reach: null }, shape: 'level' },
  ];
}

const PLAN_CHANGE = { t: november(6), name: 'Pro' };
const FOLLOWED_A_PLAN_CHANGE: Pick<UsageChart, 'change' | 'planChanges'> = {
  planChanges: [PLAN_CHANGE],
  change: {
    since: november(6),
    before: 0.35,
    after: 0.9,
    unit: 'MB',
    parts: [],
    causes: [{ kind: 'plan', ...PLAN_CHANGE }],
    sentence: 'Growing 0.9 MB a day since the change to Pro on 6 November, 0.35 before.',
  },
};

/** The usage chart in each shape, with and without limit, forecast, gaps and data. */
export function PlotStates() {
  return (
    <div className="gallery-plots">
      {states().map(({ name, chart, shape }) => (
        <Card key={name} title={name}>
          <UsagePlot
            chart={chart}
            picture={usagePicture(chart, shape)}
            emptyText="Nothing was measured in this range."
          />
        </Card>
      ))}
    </div>
  );
}
