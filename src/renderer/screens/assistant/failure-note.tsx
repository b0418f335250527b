import { Link } from 'wouter';
import type { AssistantFailureView } from '#shared/ipc/assistant';
import { StatusIcon, type Tone } from '../../components/status-icon';
import { links } from '../shared/links';

interface FailureNoteProps {
  readonly failure: AssistantFailureView;
  readonly stands?: string;
  /** Where it lies over a screen: closes what does, or the settings would open behind it. */
  readonly onFollow?: () => void;
}

/** Why the model's words are not there, and where that is mended. */
export function FailureNote({ failure, stands, onFollow = () => undefined }: FailureNoteProps) {
  const isSetUp = /^(off|no-model|unknown-model|no-key|key-refused|unsafe-address|cap-reached)$/.test(failure.reason);
  return (
    <div className="notice" role="status">
      <StatusIcon tone={toneOf(failure)} size={14} />
      <span className="grow">
        {failure.text} {stands}
      </span>
      {isSetUp ? (
        <Link href={links.settings('ai')} onClick={onFollow}>
          Settings
        </Link>
      ) : null}
    </div>
  );
}

/** What the person wanted so is no fault, and no success either. */
function toneOf({ reason }: AssistantFailureView): Tone {
  if (reason === 'offline') {
    return 'offline';
  }
  return reason === 'stopped' || reason === 'off' ? 'unknown' : 'warning';
}
