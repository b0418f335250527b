import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ChannelOutput } from '#shared/ipc/contract';
import type { EventPayload } from '#shared/ipc/events';
import { drillAlarmWords, drillCostWords, drillNoticeWords } from '#shared/words/alert-drill';
import { alertsPage } from '#shared/words/alerts-page';
import { drillHeadline } from '#shared/words/drill-headline';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SettingRow } from '../../components/setting-row';
import { listen } from '../../data/listen';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { BackTestCard } from './back-test-card';
import { DrillLine } from './drill-line';
import './drill.css';

type Result = NonNullable<ChannelOutput<'drill:run'>>[number];

/** Prices of the list are in this currency. */
const CURRENCY = 'USD';

/** Would it have told me? Incidents laid over the own last 60 days, and rules tried out on them. */
export function DrillScreen() {
  // Run when it is asked for, never by itself: what it came to stays until it is run again.
  const drill = useQueryChannel('drill:run', null, { enabled: false });
  const results = drill.data ?? null;
  const run = () => void drill.refetch();
  return (
    <Screen
      title="Fire drill"
      context={
        <>
          <Link href={links.alerts()} className="record-up">
            Alerts
          </Link>{' '}
          · the last 60 days, replayed with what was known then
        </>
      }
      actions={
        <Button size="small" icon={Play} disabled={drill.isFetching} onClick={run}>
          {results === null ? 'Run the drill' : 'Run again'}
        </Button>
      }
    >
      {drill.isFetching ? <Running /> : null}
      {results !== null || drill.error ? (
        <QueryView query={drill} what="The drill" skeleton={null}>
          {(known) => (known === null ? null : <Results results={known} />)}
        </QueryView>
      ) : null}
      {results === null && !drill.error && !drill.isFetching ? <Invitation onRun={run} /> : null}
      <BackTestCard />
    </Screen>
  );
}

function Invitation({ onRun }: { readonly onRun: () => void }) {
  return (
    <Card>
      <Message
        title={alertsPage.drill}
        action={
          <Button variant="primary" icon={Play} onClick={onRun}>
            Run the drill
          </Button>
        }
      >
        Sixteen kinds of incident are laid over your own last 60 days and go through the same machine that watches now.
        Nothing is sent, and nothing is kept.
      </Message>
    </Card>
  );
}

/** How far the drill is, with the way to stop it. */
function Running() {
  const [progress, setProgress] = useState<EventPayload<'drill-progress'> | null>(null);
  const cancel = useToldAction('drill:cancel');
  useEffect(() => listen('drill-progress', setProgress), []);
  return (
    <Card className="drill-running">
      <SettingRow
        label="The drill runs"
        help={progress === null ? 'Reading the last 60 days' : `${progress.done} of ${progress.total} incidents`}
      >
        <Button variant="ghost" disabled={cancel.pending} onClick={() => cancel.run(null)}>
          Cancel
        </Button>
      </SettingRow>
    </Card>
  );
}

function Results({ results }: { readonly results: readonly Result[] }) {
  const possible = results.filter(({ touches }) => touches.length > 0);
  const rung = possible.filter(({ minutesToAlarm }) => minutesToAlarm !== null);
  const head = drillHeadline({ kinds: results.length, possible: possible.length, rung: rung.length });
  return (
    <>
      <div className="record-head">
        <h2 className="t-title-l">{head.title}</h2>
        <p className="t-2">{head.sentence}</p>
      </div>
      <Card className="drill-table">
        <DataTable label="Incidents" columns={COLUMNS} rows={[...results]} rowKey={({ incident }) => incident} />
      </Card>
      <p className="t-small t-3 drill-note">
        The time line is logarithmic: filled where Headroom rings, ticks where the provider would have told. The lag of
        the provider’s figures is counted in.
      </p>
    </>
  );
}

const COLUMNS: readonly Column<Result>[] = [
  { id: 'incident', head: 'Incident', cell: ({ title }) => title, sortBy: ({ title }) => title },
  {
    id: 'alarm',
    head: 'Headroom rings',
    cell: (result) => (
      <span className={result.touches.length === 0 ? 't-3' : undefined}>{drillAlarmWords(result)}</span>
    ),
    sortBy: ({ minutesToAlarm }) => minutesToAlarm ?? Number.POSITIVE_INFINITY,
  },
  { id: 'line', head: 'Since it began', cell: (result) => <DrillLine result={result} /> },
  {
    id: 'cost',
    head: 'Cost so far',
    align: 'end',
    cell: (result) => drillCostWords(result, CURRENCY),
    sortBy: ({ costSoFar }) => costSoFar ?? -1,
  },
  { id: 'provider', head: 'The provider tells', cell: drillNoticeWords },
];
