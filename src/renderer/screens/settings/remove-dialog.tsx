import type { ConnectionView, SecretPlaceView } from '#shared/ipc/app';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';

interface RemoveDialogProps {
  readonly connection: ConnectionView;
  readonly secret: SecretPlaceView | undefined;
  readonly onClose: () => void;
}

/** Names what goes before it goes. */
export function RemoveDialog({ connection, secret, onClose }: RemoveDialogProps) {
  const { run, pending } = useToldAction('connections:remove');
  const toast = useToast();
  // Accounts at several providers often bear the same name.
  const name = `${connection.title} (${connection.providerTitle})`;
  const remove = () =>
    run({ id: connection.id }, () => {
      toast({ text: `${name} is removed` });
      onClose();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${name}?`}
      description="This deletes from this computer:"
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Keep it
          </Button>
          <Button variant="danger" disabled={pending} onClick={remove}>
            Remove
          </Button>
        </>
      }
    >
      <ul className="dots t-2 remove-list">
        {secret?.place === 'environment' || secret?.place === 'none' ? null : (
          <li>its key, wherever Headroom keeps it</li>
        )}
        <li>everything collected from it{connection.feeds.length > 0 ? `: ${connection.feeds.join(', ')}` : ''}</li>
        <li>alerts and recommendations about it</li>
      </ul>
      {secret?.place === 'environment' ? (
        <p className="t-small t-3">
          Its variables in the environment stay: a collection in the terminal brings it back.
        </p>
      ) : null}
      <p className="t-small t-3">Nothing changes at {connection.providerTitle}.</p>
    </Dialog>
  );
}
