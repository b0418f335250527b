import { Check } from 'lucide-react';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import { Icon, NamedIcon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';

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

/** What is connected so far and what it feeds. */
export function MorePanel({ connected }: { readonly connected: readonly ConnectionView[] }) {
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
              <span className="t-small t-2">
                {connection.feeds.join(', ') || 'what it feeds shows after the first collection'}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
