import { useId, useState } from 'react';
import type { WeighingView } from '#shared/ipc/assistant';
import { assistantPage } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useToldAction } from '../shared/use-told-action';
import { SentText } from './preview-dialog';
import { useRun } from './use-run';
import { Weighed } from './weighed';

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
