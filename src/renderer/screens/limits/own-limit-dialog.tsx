import { type FormEvent, useId, useState } from 'react';
import { formatQuantity, unitLabel } from '#shared/format/quantity';
import type { LimitView } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';
import { inputOf, readAmount } from './limit-edit';

interface OwnLimitDialogProps {
  /** Metrics without a limit. */
  readonly limits: readonly LimitView[];
  readonly onClose: () => void;
}

/** A limit of one's own for something that has none: it tells and stops nothing. */
export function OwnLimitDialog({ limits, onClose }: OwnLimitDialogProps) {
  const [chosen, setChosen] = useState(limits[0]?.metric.key ?? '');
  const [text, setText] = useState('');
  const { run, pending } = useToldAction('limits:set');
  const toast = useToast();
  const form = useId();
  const limit = limits.find(({ metric }) => metric.key === chosen);
  const value = readAmount(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (limit === undefined || value === null) {
      return;
    }
    run(inputOf(limit, { value }), () => {
      onClose();
      toast({
        text: `${limit.metric.title} is held against ${formatQuantity(value, limit.metric.unit)}`,
        action: { label: 'Undo', run: () => run(inputOf(limit, { value: null })) },
      });
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="A limit of your own"
      description="For what the provider does not limit. Headroom tells you in time; it stops nothing."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={value === null || pending}>
            Set the limit
          </Button>
        </>
      }
    >
      <form id={form} className="own-limit" onSubmit={submit}>
        <label className="field">
          <span className="t-label">What</span>
          <span className="select">
            <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
              {limits.map(({ metric }) => (
                <option key={metric.key} value={metric.key}>
                  {metric.title}, {metric.connectionTitle}
                </option>
              ))}
            </select>
          </span>
        </label>
        <Field
          label="Limit"
          inputMode="decimal"
          value={text}
          help={nowWords(limit)}
          error={text !== '' && value === null ? 'A number above 0.' : null}
          onChange={(event) => setText(event.target.value)}
          trailing={<span className="t-small t-3">{unitLabel(limit?.metric.unit ?? '')}</span>}
        />
      </form>
    </Dialog>
  );
}

function nowWords(limit: LimitView | undefined): string {
  const current = limit?.metric.current ?? null;
  return limit === undefined || current === null ? '' : `Now at ${formatQuantity(current, limit.metric.unit)}.`;
}
