import { ChevronDown, ChevronRight, FileUp } from 'lucide-react';
import { useId, useState } from 'react';
import type { PriceDiff } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { useToldAction } from '../shared/use-told-action';
import { ImportDialog } from './import-dialog';
import { PriceTable } from './price-table';

/** The price list behind limits and costs: to look at, to correct, to replace by a newer one. */
export function PriceSection() {
  const [open, setOpen] = useState(false);
  const [diff, setDiff] = useState<PriceDiff | null>(null);
  const choosing = useToldAction('prices:choose-file');
  const id = useId();
  return (
    <section className="prices" aria-label="Price list">
      <div className="section-head">
        <h2>
          <button
            type="button"
            className="prices-toggle t-strong"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <Icon of={open ? ChevronDown : ChevronRight} size={14} />
            Price list and corrections
          </button>
        </h2>
        <Button size="small" icon={FileUp} disabled={choosing.pending} onClick={() => choosing.run(null, setDiff)}>
          Import a newer price list…
        </Button>
      </div>
      {open ? (
        <div id={id}>
          <PriceTable />
        </div>
      ) : null}
      {diff ? <ImportDialog diff={diff} onClose={() => setDiff(null)} /> : null}
    </section>
  );
}
