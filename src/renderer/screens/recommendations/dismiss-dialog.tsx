import { useId, useState } from 'react';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';

interface DismissDialogProps {
  readonly subject: string;
  readonly onClose: () => void;
  readonly onDismiss: (reason: string) => void;
}

const REASONS = [
  'It costs too much',
  'We change the code instead',
  'We move off this service',
  'It is not true',
] as const;
const OTHER = 'Another reason';
const LONGEST = 500;

/** Asks why, so that the advice can be judged later. */
export function DismissDialog({ subject, onClose, onDismiss }: DismissDialogProps) {
  const [choice, setChoice] = useState<string>(REASONS[0]);
  const [words, setWords] = useState('');
  const id = useId();
  const reason = choice === OTHER ? words.trim() : choice;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Dismiss this recommendation?"
      description={`It stays away until something material changes about ${subject}.`}
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Cancel
          </Button>
          <Button variant="primary" disabled={reason === ''} onClick={() => onDismiss(reason)}>
            Dismiss
          </Button>
        </>
      }
    >
      <div className="field dismiss-reason">
        <label htmlFor={id} className="t-label">
          Reason
        </label>
        <span className="select">
          <select id={id} value={choice} onChange={(event) => setChoice(event.target.value)}>
            {[...REASONS, OTHER].map((text) => (
              <option key={text}>{text}</option>
            ))}
          </select>
        </span>
        {choice === OTHER ? (
          <textarea
            className="textarea"
            aria-label="In your words"
            maxLength={LONGEST}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
