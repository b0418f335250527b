import { useMemo } from 'react';
import type { ChannelInput } from '#shared/ipc/contract';
import { assistantPage, maskedWords } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';

interface SentTextProps {
  readonly task: ChannelInput<'assistant:preview'>['task'];
  readonly text: string;
  /** Of a question that follows others: they are sent along. */
  readonly conversation?: string;
}

interface PreviewDialogProps extends SentTextProps {
  readonly onClose: () => void;
}

/** What would leave this computer, exactly, as text. Nothing is sent to show it. */
export function PreviewDialog({ onClose, ...sent }: PreviewDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="What is sent"
      description={assistantPage.previewHelp}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <SentText {...sent} />
    </Dialog>
  );
}

/** The same inside of something else. */
export function SentText({ task, text, conversation }: SentTextProps) {
  const input = useMemo(
    () => ({ task, text, ...(conversation === undefined ? {} : { conversation }) }),
    [task, text, conversation],
  );
  const preview = useQueryChannel('assistant:preview', input);
  const state = useQueryChannel('assistant:state', null).data;
  return (
    <QueryView query={preview} what="The request" skeleton={null}>
      {({ address, body, masked, leftOut }) => (
        <>
          <p className="t-small t-2">{address === '' ? assistantPage.noModelYet : `POST ${address}`}</p>
          <p className="t-small t-2">{maskedWords(masked, state?.settings.maskNames ?? true)}</p>
          {leftOut === '' ? null : <p className="t-small t-2">{leftOut}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
          <pre className="sent-text t-code t-small" tabIndex={0}>
            {body}
          </pre>
        </>
      )}
    </QueryView>
  );
}
