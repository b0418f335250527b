import { type ReactNode, useState } from 'react';
import type { ChannelOutput } from '#shared/ipc/contract';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useToldAction } from '../shared/use-told-action';

type ForeignHosts = ChannelOutput<'data:restore-agreed'>['foreignHosts'];

/** Says what a restore does before a backup is chosen, and asks when the chosen one would send keys elsewhere. */
export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const { run, pending } = useToldAction('data:restore');
  const [hosts, setHosts] = useState<ForeignHosts>([]);
  if (hosts.length > 0) {
    return <ForeignHostsDialog hosts={hosts} onChange={setHosts} onClose={onClose} />;
  }
  return (
    <RestoreStep
      title="Restore a backup?"
      description="The backup takes the place of the data file, and Headroom starts again on it. The file of today is kept beside it."
      onClose={onClose}
    >
      <Button
        disabled={pending}
        onClick={() =>
          run(null, (answer) => {
            if (answer === null) {
              onClose();
            } else {
              setHosts(answer.foreignHosts);
            }
          })
        }
      >
        Choose a backup…
      </Button>
    </RestoreStep>
  );
}

interface RestoreStepProps {
  readonly title: string;
  readonly description: string;
  readonly onClose: () => void;
  /** The button that goes on. */
  readonly children: ReactNode;
  readonly details?: ReactNode;
}

/** A question of the way to a backup; what is safe has the focus. */
function RestoreStep({ title, description, onClose, children, details }: RestoreStepProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Keep today's data
          </Button>
          {children}
        </>
      }
    >
      {details}
    </Dialog>
  );
}

interface ForeignHostsProps {
  readonly hosts: ForeignHosts;
  /** The backup names others than those shown: it was exchanged meanwhile. */
  readonly onChange: (hosts: ForeignHosts) => void;
  readonly onClose: () => void;
}

function ForeignHostsDialog({ hosts, onChange, onClose }: ForeignHostsProps) {
  const { run, pending } = useToldAction('data:restore-agreed');
  return (
    <RestoreStep
      title="Send keys to other addresses?"
      description="With this backup, keys that lie on this computer go to addresses that they do not go to today. Go on only if you know every one of them."
      onClose={onClose}
      details={
        <ul className="foreign-hosts" aria-label="Accounts and their addresses in the backup">
          {hosts.map(({ connectionId, title, host }) => (
            <li key={`${connectionId} ${host}`}>
              <span className="t-1">{title}</span> <span className="t-3">{connectionId}</span>
              <br />
              <span className="t-2">{host === '' ? "the provider's own address" : host}</span>
            </li>
          ))}
        </ul>
      }
    >
      <Button
        variant="danger"
        disabled={pending}
        onClick={() =>
          run({ hosts: hosts.map(({ connectionId, host }) => ({ connectionId, host })) }, (answer) =>
            onChange(answer.foreignHosts),
          )
        }
      >
        Restore and use these addresses
      </Button>
    </RestoreStep>
  );
}
