import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { WeighingView } from '#shared/ipc/assistant';
import { assistantPage, unconfirmedWords } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { links } from '../shared/links';
import { useToldAction } from '../shared/use-told-action';
import { FailureNote } from './failure-note';
import { SentText } from './preview-dialog';
import { ProvedText } from './proved-text';
import { useRun } from './use-run';

/** The open recommendations in the order in which they serve a goal, and what the model would do beyond them. */
export function WeighDialog({ onClose }: { readonly onClose: () => void }) {
  const [goal, setGoal] = useState('');
  const [weighed, setWeighed] = useState<WeighingView | null>(null);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const weigh = useToldAction('assistant:weigh');
  const { begin, stop } = useRun();
  const id = useId();
  const text = goal.trim();
  const close = () => {
    stop();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      wide
      title={assistantPage.weighTitle}
      description={assistantPage.weighHelp}
      actions={
        <>
          <Button
            variant="ghost"
            aria-expanded={previewed !== null}
            onClick={() => setPreviewed(previewed === null ? text : null)}
          >
            What is sent…
          </Button>
          <Button onClick={close}>Close</Button>
          {weigh.pending ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <Button variant="primary" type="submit" form={id} disabled={text === ''}>
              Weigh
            </Button>
          )}
        </>
      }
    >
      <form
        id={id}
        className="weigh-form"
        onSubmit={(event) => {
          event.preventDefault();
          weigh.run({ id: begin(), goal: text }, setWeighed);
        }}
      >
        <label className="visually-hidden" htmlFor={`${id}-goal`}>
          Goal
        </label>
        <textarea
          id={`${id}-goal`}
          value={goal}
          maxLength={2000}
          placeholder={assistantPage.weighPlaceholder}
          onChange={(event) => {
            setGoal(event.target.value);
            setPreviewed(null);
          }}
        />
      </form>
      {previewed === null ? null : <SentText task="weighing" text={previewed} />}
      <div aria-live="polite" aria-busy={weigh.pending}>
        {weigh.pending ? <p className="t-small t-3">Weighing …</p> : null}
        {weighed === null || weigh.pending ? null : <Weighed weighed={weighed} onFollow={close} />}
      </div>
    </Dialog>
  );
}

function Weighed({ weighed, onFollow }: { readonly weighed: WeighingView; readonly onFollow: () => void }) {
  const { failure, order, further, unconfirmed, cost } = weighed;
  if (failure !== null) {
    return <FailureNote failure={failure} stands={assistantPage.rulesOrder} onFollow={onFollow} />;
  }
  return (
    <>
      <ol className="weigh-order">
        {order.map(({ id, title, reason }) => (
          <li key={id}>
            <Link href={links.recommendations(id)} onClick={onFollow}>
              {title}
            </Link>
            <ProvedText sentences={reason} />
          </li>
        ))}
      </ol>
      {further.length === 0 ? null : (
        <section aria-label={assistantPage.furtherTitle}>
          <h3 className="t-strong">{assistantPage.furtherTitle}</h3>
          <ul className="dots">
            {further.map(({ title, gain, reason, notes }) => (
              <li key={title}>
                <span className="t-label">
                  {title}: {gain}
                </span>
                <ProvedText sentences={reason} />
                {notes.map((note) => (
                  <p key={note} className="t-small t-3">
                    {note}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="weigh-foot t-small t-3">
        {[assistantPage.modelSpeaks, unconfirmed === 0 ? '' : unconfirmedWords(unconfirmed), cost]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  );
}
