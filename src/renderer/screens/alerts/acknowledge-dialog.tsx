import { useState } from 'react';
import type { AlertView } from '#shared/ipc/alerts';
import { acknowledgeHelp, alertsPage } from '#shared/words/alerts-page';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';

interface AcknowledgeDialogProps {
  readonly alert: AlertView;
  readonly onClose: () => void;
}

/** Asks why it is all right; the history keeps the answer. */
export function AcknowledgeDialog({ alert: { id, title }, onClose }: AcknowledgeDialogProps) {
  const [note, setNote] = useState('');
  const { run, pending } = useToldAction('alerts:acknowledge');
  const toast = useToast();
  const acknowledge = () =>
    run({ id, note }, () => {
      toast({ text: `Seen: ${title}` });
      onClose();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={alertsPage.acknowledge}
      description={acknowledgeHelp(title)}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="acknowledge-form" disabled={pending}>
            Acknowledge
          </Button>
        </>
      }
    >
      <form
        id="acknowledge-form"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          acknowledge();
        }}
      >
        <Field
          label="Reason"
          help={alertsPage.acknowledgeNote}
          placeholder="Expected: the import runs until Friday"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
