import { Download } from 'lucide-react';
import { Link } from 'wouter';
import type { RecordView } from '#shared/ipc/record';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { useExportedFile } from '../shared/use-exported-file';
import { useToldAction } from '../shared/use-told-action';
import { DaysCard } from './days-card';
import { KeptCard } from './kept-card';
import { RecordTable } from './record-table';
import { headline, summary } from './record-words';
import { WrongCard } from './wrong-card';
import './record.css';

interface RecordScreenProps {
  /** The series in the address, by its number or its metric's key; empty for none. */
  readonly series: string;
}

/** Past forecasts against what came: how far this app's word can be trusted. */
export function RecordScreen({ series }: RecordScreenProps) {
  const record = useQueryChannel('record:list', null);
  const csv = useToldAction('record:export-csv');
  const tellSaved = useExportedFile();
  const isEmpty = record.data === undefined || record.data.overall.count === 0;
  return (
    <Screen
      title="Record"
      context={
        <>
          <Link href={links.alerts()} className="record-up">
            Alerts
          </Link>{' '}
          · past forecasts against what came
        </>
      }
      actions={
        <Button size="small" icon={Download} disabled={csv.pending || isEmpty} onClick={() => csv.run(null, tellSaved)}>
          Export
        </Button>
      }
    >
      <QueryView query={record} what="The record" skeleton={<SkeletonCard height={420} />}>
        {(data) => (data.overall.count === 0 ? <NothingDue /> : <Record record={data} series={series} />)}
      </QueryView>
    </Screen>
  );
}

function Record({ record, series }: { readonly record: RecordView; readonly series: string }) {
  const chosen =
    record.series.find(({ seriesId, metricKey }) => String(seriesId) === series || metricKey === series) ??
    record.series[0];
  return (
    <>
      <div className="record-head">
        <h2 className="t-title-l">{headline(record)}</h2>
        <p className="t-2">{summary(record)}</p>
      </div>
      <div className="record-columns">
        <RecordTable lines={record.series} chosen={chosen?.seriesId ?? 0} />
        <KeptCard record={record} />
        {chosen === undefined ? null : <DaysCard line={chosen} />}
        <WrongCard misses={record.misses} />
      </div>
    </>
  );
}

function NothingDue() {
  return (
    <Card>
      <Message title="No forecast has come due yet">
        Each is judged when its day is over and final: a level the next day, a day’s total three days later.
      </Message>
    </Card>
  );
}
