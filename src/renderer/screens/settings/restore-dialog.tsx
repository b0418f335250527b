import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useToldAction } from '../shared/use-told-action';

/** Says what a restore does before a backup is chosen. */
export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const { run, pending } = useToldAction('data:restore');
  return (
    <Dialog
      open
      onClose={onClose}
      title="Restore a backup?"
      description="The backup takes the place of the data file, and Headroom starts again on it. The file of today is kept beside it."
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Keep today's data
          </Button>
          <Button
            disabled={pending}
            onClick={() =>
              run(null, (answer) => {
                if (answer === null) {
                  onClose();
                }
              })
            }
          >
            Choose a backup…
          </Button>
        </>
      }
    />
  );
}
