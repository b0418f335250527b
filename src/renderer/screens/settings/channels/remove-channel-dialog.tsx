import type { OwnChannelView } from '#shared/ipc/channels';
import { CHANNEL_TITLES, removalWords } from '#shared/words/channel';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { useToast } from '../../../components/toast';
import { useToldAction } from '../../shared/use-told-action';

interface RemoveChannelDialogProps {
  readonly channel: OwnChannelView;
  readonly onClose: () => void;
}

/** Names what goes before it goes. */
export function RemoveChannelDialog({ channel, onClose }: RemoveChannelDialogProps) {
  const { run, pending } = useToldAction('channels:remove');
  const toast = useToast();
  const name = channel.title === '' ? CHANNEL_TITLES[channel.kind] : channel.title;
  const remove = () =>
    run({ id: channel.id }, () => {
      toast({ text: `${name} is removed` });
      onClose();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${name}?`}
      description={removalWords(channel.target)}
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
    />
  );
}
