import { useState } from 'react';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { ConnectChooser } from '../connect/connect-chooser';
import { QueryView } from '../shared/query-view';
import { useCollectNow } from '../shared/use-collect-now';

interface ConnectDialogProps {
  readonly onClose: () => void;
  /** The form that is chosen at first; the first of all without it. */
  readonly provider?: string | undefined;
}

/** Connects one more account or store. */
export function ConnectDialog({ onClose, provider }: ConnectDialogProps) {
  const forms = useQueryChannel('connections:forms', null);
  const [chosen, setChosen] = useState<string | null>(provider ?? null);
  const { collect } = useCollectNow();
  const toast = useToast();
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Connect an account or a store"
      description="Headroom only reads. It changes nothing on your account."
      actions={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="connect-dialog">
        <QueryView query={forms} what="The list of providers" skeleton={null}>
          {(all) => (
            <ConnectChooser
              forms={all}
              chosen={chosen ?? all[0]?.id ?? ''}
              onChoose={setChosen}
              submitLabel="Connect"
              paste
              onConnected={(connection) => {
                toast({ text: `${connection.title} is connected` });
                onClose();
                collect();
              }}
            />
          )}
        </QueryView>
      </div>
    </Dialog>
  );
}
