import { reportDialog } from '#shared/words/report-dialog';
import { Button } from '../../components/button';
import { StatusIcon } from '../../components/status-icon';
import { useAction } from '../../data/use-action';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { Failed } from './failed';
import { type PaneProps, ReportFrame } from './report-frame';

/** The report in one paragraph and three figures, to be pasted. */
export function ShortPane({ chooser, onClose }: PaneProps) {
  const preview = useQueryChannel('report:preview', { month: null, sections: [] });
  const copy = useAction('report:copy-text');
  const text = preview.data?.short;
  return (
    <ReportFrame
      chooser={chooser}
      choices={<p className="t-small t-3">{reportDialog.short}</p>}
      status={<CopyStatus copy={copy} />}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            disabled={text === undefined || copy.isPending}
            onClick={() => (text === undefined ? undefined : copy.mutate({ text }))}
          >
            Copy text
          </Button>
        </>
      }
    >
      <QueryView
        query={preview}
        what="The short form"
        skeleton={<p className="report-waits t-3">{reportDialog.reading}</p>}
      >
        {({ short }) => <p className="report-short">{short}</p>}
      </QueryView>
    </ReportFrame>
  );
}

function CopyStatus({ copy }: { readonly copy: ReturnType<typeof useAction<'report:copy-text'>> }) {
  if (copy.error) {
    return <Failed error={copy.error} />;
  }
  return copy.isSuccess ? (
    <>
      <StatusIcon tone="ok" size={14} />
      {reportDialog.shortCopied}
    </>
  ) : null;
}
