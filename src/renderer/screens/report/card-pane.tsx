import { useState } from 'react';
import { reportDialog } from '#shared/words/report-dialog';
import { Button } from '../../components/button';
import { StatusIcon } from '../../components/status-icon';
import { useAction } from '../../data/use-action';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { Failed } from './failed';
import { type PaneProps, ReportFrame } from './report-frame';
import { SavedFile } from './saved-file';

/** The verdict as a picture, with the names in it or without. */
export function CardPane({ chooser, onClose }: PaneProps) {
  const [masked, setMasked] = useState(true);
  const card = useQueryChannel('report:card', { masked });
  const copy = useAction('report:copy-card');
  const save = useAction('report:save-card');
  const busy = copy.isPending || save.isPending || card.data === undefined;
  const forget = () => {
    copy.reset();
    save.reset();
  };
  return (
    <ReportFrame
      chooser={chooser}
      choices={
        <>
          <p className="t-small t-3">{reportDialog.picture}</p>
          <label className="report-section">
            <input
              type="checkbox"
              checked={masked}
              onChange={({ target: { checked } }) => {
                setMasked(checked);
                forget();
              }}
            />
            {reportDialog.mask}
          </label>
          <p className="t-small t-3">{reportDialog.maskHelp}</p>
        </>
      }
      status={<CardStatus copy={copy} save={save} />}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            disabled={busy}
            onClick={() => {
              forget();
              save.mutate({ masked });
            }}
          >
            Save picture…
          </Button>
          <Button
            variant="primary"
            disabled={busy}
            onClick={() => {
              forget();
              copy.mutate({ masked });
            }}
          >
            Copy picture
          </Button>
        </>
      }
    >
      <QueryView query={card} what="The picture" skeleton={<p className="report-waits t-3">{reportDialog.painting}</p>}>
        {({ picture }) => (
          <div className="report-card" aria-busy={card.isPlaceholderData}>
            <img src={picture} alt={reportDialog.pictureAlt} width={600} height={315} />
          </div>
        )}
      </QueryView>
    </ReportFrame>
  );
}

function CardStatus({
  copy,
  save,
}: {
  readonly copy: ReturnType<typeof useAction<'report:copy-card'>>;
  readonly save: ReturnType<typeof useAction<'report:save-card'>>;
}) {
  const error = copy.error ?? save.error;
  if (error) {
    return <Failed error={error} />;
  }
  if (copy.isSuccess) {
    return (
      <>
        <StatusIcon tone="ok" size={14} />
        {reportDialog.pictureCopied}
      </>
    );
  }
  return save.data ? <SavedFile file={save.data} /> : null;
}
