import { useState } from 'react';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { useToldAction } from '../shared/use-told-action';

const WORDS = 'delete all';

/** The one deletion that asks for words to be typed: nothing brings the data back. */
export function DeleteAllDialog({ onClose }: { readonly onClose: () => void }) {
  const { run, pending } = useToldAction('data:delete-all');
  const [typed, setTyped] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title="Delete everything?"
      description="This deletes from this computer every sample, alert, recommendation and setting, the sample account, the copies that Headroom made of them, and the keys of all connections: in the keychain and in files. Backups that you saved elsewhere stay."
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Keep everything
          </Button>
          <Button variant="danger" disabled={pending || typed !== WORDS} onClick={() => run({ typed: WORDS })}>
            Delete everything
          </Button>
        </>
      }
    >
      <Field
        label={`Type "${WORDS}" to go on`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
      />
    </Dialog>
  );
}
