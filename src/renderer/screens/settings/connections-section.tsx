import { Pause, Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { isTrouble } from '#shared/domain/cycle';
import type { Instant } from '#shared/domain/instant';
import { formatDateWithYear } from '#shared/format/date';
import { counted } from '#shared/format/plural';
import type { ConnectionView, SecretPlaceView } from '#shared/ipc/app';
import type { CollectionHealth } from '#shared/ipc/collection';
import { Age } from '../../components/age';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { Icon, NamedIcon } from '../../components/icon';
import { Message } from '../../components/message';
import { SkeletonCard } from '../../components/skeleton';
import { StatusIcon } from '../../components/status-icon';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { ConnectDialog } from './connect-dialog';
import { RemoveDialog } from './remove-dialog';
import { StoresSection } from './stores-section';

/** Which accounts and stores are watched. */
export function ConnectionsSection({ headingId }: { readonly headingId: string }) {
  const connections = useQueryChannel('connections:list', null);
  const health = useQueryChannel('collection:health', null).data;
  const places = useQueryChannel('connections:secret-places', null);
  const placeOf = (id: string) => places.data?.find(({ connectionId }) => connectionId === id);
  const now = useNow();
  const [connecting, setConnecting] = useState<{ readonly provider?: string } | null>(null);
  const [removing, setRemoving] = useState<ConnectionView | null>(null);
  return (
    <>
      <SectionHead
        title="Connections"
        id={headingId}
        aside={
          <Button size="small" icon={Plus} onClick={() => setConnecting({})}>
            Connect
          </Button>
        }
      />
      <QueryView query={connections} what="The list of connections" skeleton={<SkeletonCard height={180} />}>
        {(all) => (
          <Card>
            {all.length === 0 ? (
              <Message title="Nothing is connected">Connect an account to see what comes next.</Message>
            ) : (
              <ul>
                {all.map((connection) => (
                  <ConnectionRow
                    key={connection.id}
                    connection={connection}
                    source={health?.sources.find(({ connectionId }) => connectionId === connection.id)}
                    now={now}
                    secret={placeOf(connection.id)}
                    looking={places.isPending}
                    onRemove={() => setRemoving(connection)}
                  />
                ))}
              </ul>
            )}
          </Card>
        )}
      </QueryView>
      <p className="settings-note t-small t-3">
        <Icon of={ShieldCheck} size={14} />
        Headroom talks to these providers and to nobody else.
      </p>
      <StoresSection onConnect={(provider) => setConnecting({ provider })} />
      {connecting ? <ConnectDialog provider={connecting.provider} onClose={() => setConnecting(null)} /> : null}
      {removing ? (
        <RemoveDialog connection={removing} secret={placeOf(removing.id)} onClose={() => setRemoving(null)} />
      ) : null}
    </>
  );
}

interface ConnectionRowProps {
  readonly connection: ConnectionView;
  readonly source: CollectionHealth['sources'][number] | undefined;
  readonly now: Instant;
  /** Undefined while it is looked for, and where that failed. */
  readonly secret: SecretPlaceView | undefined;
  readonly looking: boolean;
  readonly onRemove: () => void;
}

function ConnectionRow({ connection, source, now, secret, looking, onRemove }: ConnectionRowProps) {
  return (
    <li className="connection">
      <span className="tile">
        <NamedIcon name={connection.icon} />
      </span>
      <div className="connection-name">
        <div className="t-label">
          {connection.title} <span className="t-3">{connection.providerTitle}</span>
        </div>
        <p className="t-small t-3">{about(connection, now)}</p>
        {connection.askedAt === null ? null : (
          <p className="t-small t-warn">Asked at {connection.askedAt}, on this computer.</p>
        )}
        <SecretPlace secret={secret} looking={looking} />
      </div>
      <span className="t-small t-2" title={connection.feeds.join(', ')}>
        {counted(connection.feeds.length, 'metric')}
      </span>
      <LastRead connection={connection} source={source} now={now} />
      <span className="connection-steps">
        <PauseButton connection={connection} />
        <Button
          size="small"
          variant="ghost"
          onClick={onRemove}
          aria-label={`Remove ${connection.title}, ${connection.providerTitle}`}
        >
          Remove
        </Button>
      </span>
    </li>
  );
}

/** Stops reading an account, or takes it up again. */
function PauseButton({ connection: { id, title, providerTitle, paused } }: Pick<ConnectionRowProps, 'connection'>) {
  const { run, pending } = useToldAction('connections:pause');
  const verb = paused ? 'Resume' : 'Pause';
  return (
    <Button
      size="small"
      variant={paused ? 'plain' : 'ghost'}
      disabled={pending}
      onClick={() => run({ id, paused: !paused })}
      aria-label={`${verb} ${title}, ${providerTitle}`}
    >
      {verb}
    </Button>
  );
}

/** Where the key is: on this computer's word, not on Headroom's. A plain file and a lost key stand out. */
function SecretPlace({ secret, looking }: Pick<ConnectionRowProps, 'secret' | 'looking'>) {
  if (secret === undefined) {
    return (
      <p className="t-small t-3">{looking ? 'Looking for its key …' : 'Where its key is could not be found out.'}</p>
    );
  }
  const isWeak = secret.place === 'plain-file' || secret.place === 'none';
  return <p className={`t-small ${isWeak ? 't-warn' : 't-3'}`}>{secret.text}</p>;
}

function LastRead({ connection, source, now }: Pick<ConnectionRowProps, 'connection' | 'source' | 'now'>) {
  if (connection.paused) {
    return (
      <span className="connection-state t-small t-warn">
        <Icon of={Pause} size={14} />
        paused
        {connection.lastGoodAt === null ? '' : ', read '}
        {connection.lastGoodAt === null ? null : <Age at={connection.lastGoodAt} now={now} />}
      </span>
    );
  }
  const failed = source?.capabilities.find(({ outcome }) => isTrouble(outcome));
  if (failed) {
    return (
      <span className="connection-state t-small t-warn" title={`${failed.message} ${failed.action}`}>
        <StatusIcon tone={failed.outcome === 'not-permitted' ? 'locked' : 'warning'} size={14} />
        {source?.state === 'failed' ? 'not read' : 'partly read'}
      </span>
    );
  }
  return connection.lastGoodAt === null ? (
    <span className="t-small t-3">not read yet</span>
  ) : (
    <span className="connection-state t-small t-2">
      <StatusIcon tone="ok" size={14} />
      <Age at={connection.lastGoodAt} now={now} />
    </span>
  );
}

/** `Pro plan. Expires 12 Dec 2026.` */
function about({ planName, expiresAt }: ConnectionView, now: Instant): string {
  const plan = planName === null ? 'Plan not known.' : `${planName} plan.`;
  if (expiresAt === null) {
    return plan;
  }
  return `${plan} ${expiresAt > now ? 'Expires' : 'Expired'} ${formatDateWithYear(expiresAt)}.`;
}
