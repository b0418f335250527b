import { useState } from 'react';
import type { Weekday } from '#shared/domain/alert-settings';
import { HOUR } from '#shared/domain/instant';
import { channelPage } from '#shared/words/channel';
import { WEEKDAYS } from '#shared/words/telling';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Field, FieldError, SelectField } from '../../../components/field';
import { Segmented } from '../../../components/segmented';
import { useClock } from '../../../data/now';
import type { TellingSettings } from './routes';
import { Times } from './times';

type Window = TellingSettings['maintenance'][number];

interface MaintenanceDialogProps {
  readonly onAdd: (window: Window) => void;
  readonly onClose: () => void;
}

const KINDS = [
  { value: 'once', label: 'Once' },
  { value: 'weekly', label: 'Every week' },
] as const;

/** A stretch in which whatever rings is expected: once, or every week. */
export function MaintenanceDialog({ onAdd, onClose }: MaintenanceDialogProps) {
  const clock = useClock();
  const [now] = useState(clock);
  const [kind, setKind] = useState<'once' | 'weekly'>('once');
  const [title, setTitle] = useState('');
  const [start, setStart] = useState(localText(now + HOUR));
  const [end, setEnd] = useState(localText(now + 3 * HOUR));
  const [day, setDay] = useState<Weekday>(7);
  const [times, setTimes] = useState({ from: '02:00', to: '04:00' });
  const span = { start: instantOf(start), end: instantOf(end) };
  const wrong = kind === 'once' && !(span.start < span.end) ? channelPage.endsBefore : null;
  const add = () => {
    const id = crypto.randomUUID();
    onAdd(kind === 'once' ? { kind, id, title, ...span } : { kind, id, title, day, ...times });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a maintenance window"
      description={channelPage.maintenanceTimes}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={wrong !== null} onClick={add}>
            Add
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <Segmented label="How often" value={kind} segments={KINDS} onChange={setKind} />
        <Field
          label="Name (optional)"
          placeholder="Move to the new database"
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {kind === 'once' ? (
          <>
            <Field
              label="Begin"
              type="datetime-local"
              value={start}
              onChange={(event) => setStart(event.target.value)}
            />
            <Field label="End" type="datetime-local" value={end} onChange={(event) => setEnd(event.target.value)} />
          </>
        ) : (
          <div className="weekly">
            <SelectField label="Day" value={day} onChange={(event) => setDay(Number(event.target.value) as Weekday)}>
              {WEEKDAYS.map((one) => (
                <option key={one.day} value={one.day}>
                  {one.long}
                </option>
              ))}
            </SelectField>
            <Times {...times} about="maintenance" onChange={(change) => setTimes({ ...times, ...change })} />
          </div>
        )}
        <FieldError id="maintenance-error" text={wrong} />
      </div>
    </Dialog>
  );
}

/** `2026-11-24T10:00` on the clock of this computer, as its own fields write it. */
function localText(instant: number): string {
  const date = new Date(instant * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function instantOf(text: string): number {
  return Math.floor(new Date(text).getTime() / 1000);
}
