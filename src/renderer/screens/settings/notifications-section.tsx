import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { OwnChannelView } from '#shared/ipc/channels';
import type { ChannelOutput } from '#shared/ipc/contract';
import { BUILT_IN_HELP, CHANNEL_TITLES, channelPage } from '#shared/words/channel';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { ChannelDialog } from './channels/channel-dialog';
import { ChannelRow } from './channels/channel-row';
import { RemoveChannelDialog } from './channels/remove-channel-dialog';
import { RouteDialog } from './channels/route-dialog';
import { routeWords, useServices } from './channels/routes';
import { TellingCards } from './channels/telling-cards';
import './channels/channels.css';

type Channels = ChannelOutput<'channels:list'>;

/** Who is told when a limit comes near, over which channel, of what, and when not. */
export function NotificationsSection({ headingId }: { readonly headingId: string }) {
  const channels = useQueryChannel('channels:list', null);
  const [editing, setEditing] = useState<OwnChannelView | 'new' | null>(null);
  return (
    <>
      <SectionHead
        title="Notifications"
        id={headingId}
        aside={
          <Button size="small" icon={Plus} onClick={() => setEditing('new')} disabled={channels.data === undefined}>
            Add a channel
          </Button>
        }
      />
      <QueryView query={channels} what="The channels" skeleton={<SkeletonCard height={180} />}>
        {(all) => <ChannelList channels={all} onEdit={setEditing} />}
      </QueryView>
      <TellingCards />
      {editing !== null && channels.data ? (
        <ChannelDialog
          channel={editing === 'new' ? null : editing}
          kinds={channels.data.kinds}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function ChannelList({
  channels: { builtIn, own, inSample },
  onEdit,
}: {
  readonly channels: Channels;
  readonly onEdit: (channel: OwnChannelView) => void;
}) {
  const [removing, setRemoving] = useState<OwnChannelView | null>(null);
  const [routing, setRouting] = useState<{ readonly id: string; readonly title: string } | null>(null);
  const routes = useQueryChannel('telling:get', null).data?.settings.routes ?? [];
  const services = useServices();
  const routeOf = (id: string) =>
    routeWords(
      routes.find(({ channel }) => channel === id),
      services,
    );
  return (
    <>
      <Card>
        <ul>
          {builtIn.map(({ id, enabled, last }) => (
            <ChannelRow
              key={id}
              {...{ id, enabled, last }}
              kind={id}
              title={CHANNEL_TITLES[id]}
              route={routeOf(id)}
              onRoute={() => setRouting({ id, title: CHANNEL_TITLES[id] })}
              about={BUILT_IN_HELP[id]}
            />
          ))}
          {own.map((channel) => (
            <ChannelRow
              key={channel.id}
              {...channel}
              title={titleOf(channel)}
              route={routeOf(channel.id)}
              onRoute={() => setRouting({ id: channel.id, title: titleOf(channel) })}
              about={`${channel.title === '' ? '' : `${CHANNEL_TITLES[channel.kind]} · `}${channel.target}`}
              onEdit={() => onEdit(channel)}
              onRemove={() => setRemoving(channel)}
            />
          ))}
        </ul>
      </Card>
      <p className="settings-note t-small t-3">{inSample ? channelPage.inSample : channelPage.whereKept}</p>
      {removing ? <RemoveChannelDialog channel={removing} onClose={() => setRemoving(null)} /> : null}
      {routing ? <RouteDialog {...routing} routes={routes} onClose={() => setRouting(null)} /> : null}
    </>
  );
}

function titleOf({ title, kind }: OwnChannelView): string {
  return title === '' ? CHANNEL_TITLES[kind] : title;
}
