import { Link } from 'wouter';
import { z } from 'zod';
import type { ClosedPeriod } from '#shared/ipc/bill';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { Segmented } from '../../components/segmented';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { useStoredState } from '../../data/use-stored-state';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { ClosedPeriodCard } from './closed-period-card';
import './costs.css';

const ALL = 'all';

/** Every billing period that is over: what was said of it, what came, what was invoiced, and why they differ. */
export function ClosedScreen() {
  const closed = useQueryChannel('bill:closed', null);
  const [wanted, setWanted] = useStoredState('closed.connection', z.string(), ALL);
  const accounts = [...new Map((closed.data ?? []).map(({ connection, title }) => [connection, title]))];
  const chosen = accounts.some(([connection]) => connection === wanted) ? wanted : ALL;
  return (
    <Screen
      title="Closed periods"
      context={
        <>
          <Link href={links.costs()} className="costs-up">
            Costs
          </Link>{' '}
          · what was said of them, and what came
        </>
      }
      actions={
        accounts.length > 1 ? (
          <Segmented
            label="Account"
            value={chosen}
            segments={[
              { value: ALL, label: 'All' },
              ...accounts.map(([connection, title]) => ({ value: connection, label: title })),
            ]}
            onChange={setWanted}
          />
        ) : null
      }
    >
      <QueryView query={closed} what="The closed periods" skeleton={<SkeletonCard height={420} />}>
        {(periods) => <Periods periods={periods.filter(({ connection }) => chosen === ALL || connection === chosen)} />}
      </QueryView>
    </Screen>
  );
}

function Periods({ periods }: { readonly periods: readonly ClosedPeriod[] }) {
  return periods.length === 0 ? (
    <Card>
      <Message title="No billing period is over yet">
        What the bill says of its end on day 7, 14 and 21 is kept, and held against what came once the period is over.
      </Message>
    </Card>
  ) : (
    <div className="stack-12">
      {periods.map((period) => (
        <ClosedPeriodCard key={`${period.connection} ${period.periodStart} ${period.currency}`} period={period} />
      ))}
    </div>
  );
}
