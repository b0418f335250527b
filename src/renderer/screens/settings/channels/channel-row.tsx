import { Ellipsis } from 'lucide-react';
import { formatMoment } from '#shared/format/date';
import type { OwnChannelView } from '#shared/ipc/channels';
import { testWords } from '#shared/words/channel';
import { Button, IconButton } from '../../../components/button';
import { Icon } from '../../../components/icon';
import { Menu } from '../../../components/menu';
import { StatusIcon } from '../../../components/status-icon';
import { Switch } from '../../../components/switch';
import { useToast } from '../../../components/toast';
import { channelIcon } from '../../alerts/delivery-chips';
import { useToldAction } from '../../shared/use-told-action';

interface ChannelRowProps {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly enabled: boolean;
  readonly last: OwnChannelView['last'];
  /** What it is told of, where that is not everything. */
  readonly route: string;
  readonly onRoute: () => void;
  /** Left out for a channel that needs no setting up. */
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}

/** One channel: whom it tells, how the last time went, a test, on or off. */
export function ChannelRow({
  id,
  kind,
  title,
  about,
  enabled,
  last,
  route,
  onRoute,
  onEdit,
  onRemove,
}: ChannelRowProps) {
  const enable = useToldAction('channels:enable');
  const test = useToldAction('channels:test');
  const toast = useToast();
  const sendTest = () =>
    test.run({ id }, (sent) => {
      const text = `${title}: ${testWords(sent)}`;
      const isGood = sent.outcome === 'shown' && sent.reason === '';
      toast(isGood ? { text } : { text, tone: sent.outcome === 'failed' ? 'critical' : 'warning' });
    });
  return (
    <li className="channel">
      <span className="tile">
        <Icon of={channelIcon(kind)} />
      </span>
      <div className="channel-name">
        <div className="t-label">{title}</div>
        <p className="t-small t-3">{about}</p>
        {route === '' ? null : <p className="t-small t-2">{route}</p>}
        {last === null ? null : <LastTry last={last} />}
      </div>
      <div className="channel-actions">
        <Button
          size="small"
          variant="ghost"
          disabled={test.pending || (!enabled && onEdit === undefined)}
          aria-label={`Send a test to ${title}`}
          onClick={sendTest}
        >
          {test.pending ? 'Sending …' : 'Send a test'}
        </Button>
        <Menu
          trigger={<IconButton icon={Ellipsis} label={`More about ${title}`} />}
          items={[
            { label: 'What it is told of', onSelect: onRoute },
            ...(onEdit ? [{ label: 'Edit', onSelect: onEdit }] : []),
            ...(onRemove ? [{ label: 'Remove', danger: true, onSelect: onRemove }] : []),
          ]}
        />
        <Switch
          label={title}
          checked={enabled}
          disabled={id === 'window' || enable.pending}
          onChange={(next) => enable.run({ id, enabled: next })}
        />
      </div>
    </li>
  );
}

function LastTry({ last }: { readonly last: NonNullable<OwnChannelView['last']> }) {
  return last.outcome === 'failed' ? (
    <p className="channel-last t-small t-warn">
      <StatusIcon tone="warning" size={14} />
      {formatMoment(last.at)}: {last.reason}
    </p>
  ) : (
    <p className="channel-last t-small t-3">
      <StatusIcon tone="ok" size={14} />
      Last told {formatMoment(last.at)}
      {last.reason === '' ? '' : `. ${last.reason}`}
    </p>
  );
}
