import { useMemo, useState } from 'react';
import { z } from 'zod';
import { daysTogether } from '#shared/core/costs/days-together';
import type { CostsView } from '#shared/ipc/costs';
import { CostBars } from '../../charts/cost-bars';
import { Card } from '../../components/card';
import { Segmented } from '../../components/segmented';
import { useStoredState } from '../../data/use-stored-state';
import { CostState } from './cost-state';

const MEASURES = [
  { value: 'used', label: 'Used' },
  { value: 'billed', label: 'Billed' },
  { value: 'list', label: 'List price' },
] as const;
type Measure = (typeof MEASURES)[number]['value'];
const OF = { used: 'effectiveAmount', billed: 'amount', list: 'listAmount' } as const;
const STATES = ['final', 'provisional', 'estimate'] as const;
const WHOSE = [
  { value: 'all', label: 'Everything' },
  { value: 'one', label: 'This account' },
] as const;

interface DayCardProps {
  readonly view: CostsView;
  /** All accounts, this one among them. */
  readonly views: readonly CostsView[];
}

/** The days of the period as columns, filled by how sure they are: of everything together, or of the account. */
export function DayCard({ view, views }: DayCardProps) {
  const [measure, setMeasure] = useState<Measure>('used');
  const [whose, setWhose] = useStoredState('costs.days-of', z.enum(['all', 'one']), 'all');
  const { currency } = view;
  const isAlone = views.filter((one) => one.currency === currency).length < 2;
  const isOne = isAlone || whose === 'one';
  const days = useMemo(
    () =>
      daysTogether(isOne ? [view] : views, currency).map((day) => ({
        ...{ day: day.key, amount: day[OF[measure]], state: day.state, unknown: day.unknown > 0 },
      })),
    [view, views, isOne, currency, measure],
  );
  // Days that are to come keep their place.
  const ahead = Math.max(...(isOne ? [view] : views).map((one) => one.days - one.day));
  const states = STATES.filter((state) => days.some((day) => day.state === state));
  const measures = <Segmented label="Measure" value={measure} segments={MEASURES} onChange={setMeasure} />;
  // Beside the title there is room for one of the two.
  return (
    <Card
      title="Day by day"
      aside={isAlone ? measures : <Segmented label="Whose days" value={whose} segments={WHOSE} onChange={setWhose} />}
    >
      {isAlone ? null : <div className="row">{measures}</div>}
      <CostBars days={days} count={days.length + ahead} currency={currency} />
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
