import { Link } from 'wouter';
import type { AssistantFailureView } from '#shared/ipc/assistant';
import { StatusIcon } from '../../components/status-icon';
import { links } from '../shared/links';

/** Why the model's words are not there, and where that is mended. */
export function FailureNote({ failure, stands }: { readonly failure: AssistantFailureView; readonly stands?: string }) {
  const isSetUp = /^(off|no-model|no-key|key-refused|unsafe-address|cap-reached)$/.test(failure.reason);
  return (
    <div className="notice" role="status">
      <StatusIcon tone={failure.reason === 'stopped' || failure.reason === 'off' ? 'watch' : 'warning'} size={14} />
      <span className="grow">
        {failure.text} {stands}
      </span>
      {isSetUp ? <Link href={links.settings('ai')}>Settings</Link> : null}
    </div>
  );
}
