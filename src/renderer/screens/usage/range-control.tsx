import { useState } from 'react';
import { DAY } from '#shared/domain/instant';
import type { UsageRange } from '#shared/ipc/usage';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { useClock } from '../../data/now';
import { customRange, dayOf } from './range-words';

interface RangeControlProps {
  readonly range: UsageRange;
  readonly onChange: (range: UsageRange) => void;
}

const PRESETS = [
  { value: '24h', label: '24 h' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
] as const;

/** How far back the chart looks. */
export function RangeControl({ range, onChange }: RangeControlProps) {
  const [open, setOpen] = useState(false);
  const choose = (value: '24h' | '7d' | '30d' | '90d' | 'custom') => {
    if (value === 'custom') {
      setOpen(true);
    } else {
      onChange(value);
    }
  };
  return (
    <>
      <Segmented
        label="Range"
        value={typeof range === 'string' ? range : 'custom'}
        segments={[...PRESETS, { value: 'custom', label: 'Custom' }]}
        onChange={choose}
      />
      {typeof range === 'string' ? null : (
        <Button size="small" variant="ghost" onClick={() => setOpen(true)}>
          Change dates
        </Button>
      )}
      {open ? <CustomRange range={range} onClose={() => setOpen(false)} onChange={onChange} /> : null}
    </>
  );
}

function CustomRange({ range, onChange, onClose }: RangeControlProps & { readonly onClose: () => void }) {
  const now = useClock()();
  const start = typeof range === 'string' ? { from: now - 30 * DAY, to: now } : { from: range.from, to: range.to - 1 };
  const [first, setFirst] = useState(dayOf(start.from));
  const [last, setLast] = useState(dayOf(start.to));
  const chosen = customRange(first, last);
  const apply = () => {
    if (chosen !== null) {
      onChange(chosen);
      onClose();
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Choose the days to show"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={apply} disabled={chosen === null}>
            Show
          </Button>
        </>
      }
    >
      <div className="range-fields">
        <Field
          label="First day"
          type="date"
          value={first}
          max={dayOf(now)}
          onChange={(event) => setFirst(event.target.value)}
        />
        <Field
          label="Last day"
          type="date"
          value={last}
          max={dayOf(now)}
          error={chosen === null ? 'Two days, the last one not before the first.' : null}
          onChange={(event) => setLast(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
