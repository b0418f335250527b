import { type FormEvent, useId, useState } from 'react';
import type { PriceRow } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';
import { amountText } from './limit-edit';
import { entryWords, planWords } from './price-words';
import { readCorrection } from './read-correction';

interface CorrectDialogProps {
  readonly row: PriceRow;
  readonly onClose: () => void;
}

/** Corrects a row of the price list; a field that is left empty keeps the figure it has. */
export function CorrectDialog({ row, onClose }: CorrectDialogProps) {
  const [included, setIncluded] = useState('');
  const [price, setPrice] = useState('');
  const { run, pending } = useToldAction('prices:correct');
  const toast = useToast();
  const form = useId();
  const read = readCorrection(included, price);
  const title = entryWords(row);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.change === null) {
      return;
    }
    run({ id: row.id, ...read.change }, () => {
      onClose();
      const undo = { label: 'Undo', run: () => run({ id: row.id, included: null, price: null }) };
      // A correction over a correction has no way back to the first: the row's own Undo takes both.
      toast({ text: `${title} corrected`, ...(row.corrected ? {} : { action: undo }) });
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Correct ${title}`}
      description={`Of the plan ${planWords(row.plan)}. Costs, limits and alerts are worked out again with your figure.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={read.change === null || pending}>
            Correct
          </Button>
        </>
      }
    >
      <form id={form} className="own-limit" onSubmit={submit}>
        <Field
          label="Included"
          inputMode="decimal"
          value={included}
          placeholder={row.included === null ? 'not told' : amountText(row.included)}
          error={read.wrong.included ? 'A number from 0.' : null}
          onChange={(event) => setIncluded(event.target.value)}
          trailing={<span className="t-small t-3">{row.unit}</span>}
        />
        <Field
          label="Price"
          inputMode="decimal"
          value={price}
          placeholder={row.price}
          help={row.price === '' ? '' : `For the same quantity: now ${row.price}.`}
          error={read.wrong.price ? 'A number from 0.' : null}
          onChange={(event) => setPrice(event.target.value)}
          trailing={<span className="t-small t-3">USD</span>}
        />
        <p className="correct-source t-small t-3">From: {row.source}</p>
      </form>
    </Dialog>
  );
}
