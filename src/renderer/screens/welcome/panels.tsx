import { Check } from 'lucide-react';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import { Icon, NamedIcon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';
import { useQueryChannel } from '../../data/use-query-channel';

interface ConnectPanelProps {
  readonly form: ProviderForm;
  readonly verification: VerificationView | null;
}

/** What the credential opens, once it is checked; before that, what is needed. */
export function ConnectPanel({ form, verification }: ConnectPanelProps) {
  if (verification === null) {
    return (
      <>
        <h2 className="t-strong">What it needs</h2>
        <ol className="welcome-howto">
          {form.fields
            .filter(({ required }) => required)
            .map((field) => (
              <li key={field.key}>
                <span className="t-label">{field.label}</span>
                <br />
                {field.help}
              </li>
            ))}
        </ol>
        <p className="t-small t-2">It is checked before anything is stored, and you see what it may read.</p>
      </>
    );
  }
  const may = verification.capabilities.filter(({ ok }) => ok).length;
  return (
    <>
      <div className="card-head">
        <h2 className="t-strong">What it lets you see</h2>
        <span className="t-small t-2">
          {may} of {verification.capabilities.length}
        </span>
      </div>
      <ul>
        {verification.capabilities.map((capability) => (
          <li key={capability.title} className="welcome-line">
            <span className="grow t-label">{capability.title}</span>
            {capability.ok ? (
              <span className="t-ok">
                <Icon of={Check} size={14} />
                <span className="visually-hidden">may be read</span>
              </span>
            ) : (
              <span className="t-warn">
                <StatusIcon tone="locked" size={14} />
                <span className="visually-hidden">may not be read</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is connected so far, and the stores that were found there, each with what it still needs. */
export function MorePanel({ connected }: { readonly connected: readonly ConnectionView[] }) {
  const stores = useQueryChannel('stores:list', null).data ?? [];
  return (
    <>
      <h2 className="t-strong">Connected</h2>
      <ul>
        {connected.map((connection) => (
          <li key={connection.id} className="welcome-line welcome-line-tall">
            <NamedIcon name={connection.icon} size={14} />
            <span className="grow">
              <span className="t-label">{connection.title}</span>
              <br />
              <span className="t-small t-2">{feedWords(connection)}</span>
            </span>
          </li>
        ))}
      </ul>
      {stores.length === 0 ? null : <h2 className="t-strong welcome-found">Found on the account</h2>}
      <ul>
        {stores.map((store) => (
          <li key={`${store.connectionId} ${store.storeId}`} className="welcome-line welcome-line-tall">
            <NamedIcon name="database" size={14} />
            <span className="grow">
              <span className="t-label">{store.name}</span>{' '}
              <span className="t-small t-3">{[store.host, store.plan].filter(Boolean).join(', ')}</span>
              <br />
              <span className="t-small t-2">{store.needs === '' ? 'needs nothing more' : store.needs}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function feedWords(connection: ConnectionView): string {
  return connection.feeds.length === 0 ? 'figures come with the first collection' : connection.feeds.join(', ');
}
