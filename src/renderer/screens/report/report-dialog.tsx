import { useState } from 'react';
import { reportDialog } from '#shared/words/report-dialog';
import { Dialog } from '../../components/dialog';
import { Segmented } from '../../components/segmented';
import { CardPane } from './card-pane';
import { ReportPane } from './report-pane';
import { ShortPane } from './short-pane';
import './report.css';

const FORMS = [
  { value: 'report', label: 'Report' },
  { value: 'short', label: 'Short form' },
  { value: 'picture', label: 'Picture' },
] as const;

type Form = (typeof FORMS)[number]['value'];

/** The report before it leaves the window: whole, in a paragraph, or as a picture. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useState<Form>('report');
  const chooser = <Segmented label="What to share" value={form} segments={FORMS} onChange={setForm} />;
  return (
    <Dialog open onClose={onClose} title={reportDialog.title} full>
      {form === 'report' ? <ReportPane chooser={chooser} onClose={onClose} /> : null}
      {form === 'short' ? <ShortPane chooser={chooser} onClose={onClose} /> : null}
      {form === 'picture' ? <CardPane chooser={chooser} onClose={onClose} /> : null}
    </Dialog>
  );
}
