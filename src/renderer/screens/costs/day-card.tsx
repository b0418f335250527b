import { useMemo, useState } from 'react';
import type { CostsView } from '#shared/ipc/costs';
import { CostBars } from '../../charts/cost-bars';
import { Card } from '../../components/card';
import { Segmented } from '../../components/segmented';
import { CostState } from './cost-state';

const MEASURES = [
  { value: 'used', label: 'Used' },
  { value: 'billed', label: 'Billed' },
  { value: 'list', label: 'List price' },
] as const;
type Measure = (typeof MEASURES)[number]['value'];
const OF = { used: 'effectiveAmount', billed: 'amount', list: 'listAmount' } as const;
const STATES = ['final', 'provisional', 'estimate'] as const;

/** The days of the period as columns, filled by how sure they are. */
export function DayCard({ view }: { readonly view: CostsView }) {
  const [measure, setMeasure] = useState<Measure>('used');
  const days = useMemo(
    () =>
      view.byDay.flatMap((day) =>
        day.key === null
          ? []
          : [{ day: day.key, amount: day[OF[measure]], state: day.state, unknown: day.unknown > 0 }],
      ),
    [view.byDay, measure],
  );
  const states = STATES.filter((state) => days.some((day) => day.state === state));
  return (
    <Card
      title="Day by day"
      aside={<Segmented label="Measure" value={measure} segments={MEASURES} onChange={setMeasure} />}
    >
      <CostBars days={days} count={view.days} currency={view.currency} />
      <ul className="row costs-legend">
        {states.map((state) => (
          <li key={state}>
            <CostState state={state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
