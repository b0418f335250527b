import { useEffect, useState } from 'react';
import { formatBytes } from '#shared/format/bytes';
import { formatNumber } from '#shared/format/quantity';
import type { ChannelOutput } from '#shared/ipc/contract';
import type { EventPayload } from '#shared/ipc/events';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { SettingRow } from '../../components/setting-row';
import { useToast } from '../../components/toast';
import { listen } from '../../data/listen';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { fileName } from '../shared/use-exported-file';
import { useToldAction } from '../shared/use-told-action';
import { DeleteAllDialog } from './delete-all-dialog';
import { RestoreDialog } from './restore-dialog';
import { SetAsideRow } from './set-aside-row';

type DataProgress = EventPayload<'data-progress'>;

/** What is stored and where, and what a person can do with all of it. */
export function DataSection({ headingId }: { readonly headingId: string }) {
  const status = useQueryChannel('data:status', null);
  const progress = useDataProgress();
  const backup = useToldAction('data:backup');
  const everything = useToldAction('data:export');
  const cancel = useToldAction('data:cancel');
  const toast = useToast();
  const [asking, setAsking] = useState<'restore' | 'delete' | null>(null);
  const busy = backup.pending || everything.pending;
  const saved = (answer: { readonly path: string } | null) => {
    if (answer !== null) {
      toast({ text: `Saved ${fileName(answer.path)}` });
    }
  };
  return (
    <>
      <SectionHead title="Data" id={headingId} />
      <Card>
        <QueryView query={status} what="The size of the data" skeleton={null}>
          {(known) => (
            <>
              <DataFile status={known} />
              <SetAsideRow status={known} />
            </>
          )}
        </QueryView>
        <SettingRow label="Backup" help="A copy of the file as it is now. The app goes on meanwhile.">
          <Button disabled={busy} onClick={() => backup.run(null, saved)}>
            Back up now…
          </Button>
          <Button variant="ghost" disabled={busy} onClick={() => setAsking('restore')}>
            Restore…
          </Button>
        </SettingRow>
        <SettingRow label="Export everything" help="For other programs: a folder of CSV files, or one JSON file.">
          <Button disabled={busy} onClick={() => everything.run({ format: 'csv' }, saved)}>
            CSV…
          </Button>
          <Button disabled={busy} onClick={() => everything.run({ format: 'json' }, saved)}>
            JSON…
          </Button>
        </SettingRow>
        {progress.job === null ? null : (
          <SettingRow label={progress.job === 'backup' ? 'Backing up' : 'Exporting'} help={progressText(progress)}>
            <Button variant="ghost" onClick={() => cancel.run(null)}>
              Cancel
            </Button>
          </SettingRow>
        )}
        <SettingRow label="Delete everything" help="Every sample, every setting and the keys of all connections.">
          <Button variant="danger" disabled={busy} onClick={() => setAsking('delete')}>
            Delete all…
          </Button>
        </SettingRow>
      </Card>
      {asking === 'delete' ? <DeleteAllDialog onClose={() => setAsking(null)} /> : null}
      {asking === 'restore' ? <RestoreDialog onClose={() => setAsking(null)} /> : null}
    </>
  );
}

function DataFile({ status }: { readonly status: ChannelOutput<'data:status'> }) {
  const { file, bytes, series, rawDays, hourDays } = status;
  return (
    <SettingRow
      label="One file on this computer"
      help={`Readings are kept ${rawDays} days, hours ${Math.round(hourDays / 30.4)} months, days for ever.`}
    >
      <span className="t-2 t-num" title={file}>
        {formatBytes(bytes)}, {series === 0 ? 'nothing measured yet' : `${series} series of readings`}
      </span>
    </SettingRow>
  );
}

const IDLE: DataProgress = { job: null, done: 0, total: null, unit: '' };

function useDataProgress(): DataProgress {
  const [progress, setProgress] = useState(IDLE);
  useEffect(() => listen('data-progress', setProgress), []);
  return progress;
}

function progressText({ done, total, unit }: DataProgress): string {
  return total === null ? `${formatNumber(done)} ${unit}` : `${formatNumber(done)} of ${formatNumber(total)} ${unit}`;
}
