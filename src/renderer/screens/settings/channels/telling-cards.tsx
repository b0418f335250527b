import { Plus } from 'lucide-react';
import { useState } from 'react';
import { channelPage } from '#shared/words/channel';
import { maintenanceWords, quietHoursSentence, WEEKDAYS } from '#shared/words/telling';
import { Button } from '../../../components/button';
import { Card, SectionHead } from '../../../components/card';
import { Segmented } from '../../../components/segmented';
import { SettingRow } from '../../../components/setting-row';
import { Switch } from '../../../components/switch';
import { useToast } from '../../../components/toast';
import { useQueryChannel } from '../../../data/use-query-channel';
import { DEFAULT_QUIET_HOURS } from '../../alerts/quiet-words';
import { QueryView } from '../../shared/query-view';
import { useToldAction } from '../../shared/use-told-action';
import { MaintenanceDialog } from './maintenance-dialog';
import type { TellingSettings } from './routes';
import { Times } from './times';

type QuietHours = NonNullable<TellingSettings['quietHours']>;

const DIGESTS = [
  { value: 'none', label: 'None' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthly', label: 'Monthly' },
] as const;

/** When nobody is told, and what comes regularly. */
export function TellingCards() {
  const telling = useQueryChannel('telling:get', null);
  const { run } = useToldAction('telling:set');
  const toast = useToast();
  const before = telling.data?.settings;
  const save = (change: Partial<TellingSettings>) => {
    if (before === undefined) return;
    const former = Object.fromEntries(
      Object.keys(change).map((key) => [key, before[key as keyof TellingSettings]]),
    ) as Partial<TellingSettings>;
    run(change, () => toast({ text: 'Saved', action: { label: 'Undo', run: () => run(former) } }));
  };
  return (
    <div className="telling">
      <SectionHead title="Quiet hours and digests" />
      <QueryView query={telling} what="The quiet hours" skeleton={null}>
        {({ settings }) => (
          <Card>
            <Hours hours={settings.quietHours} onSave={(quietHours) => save({ quietHours })} />
            <Maintenance windows={settings.maintenance} onSave={(maintenance) => save({ maintenance })} />
            <SettingRow label="Digest" help={channelPage.digest}>
              <Segmented
                label="Digest"
                value={settings.digest}
                segments={DIGESTS}
                onChange={(digest) => save({ digest })}
              />
            </SettingRow>
          </Card>
        )}
      </QueryView>
    </div>
  );
}

function Hours({
  hours,
  onSave,
}: {
  readonly hours: QuietHours | null;
  readonly onSave: (hours: QuietHours | null) => void;
}) {
  return (
    <>
      <SettingRow label="Quiet hours" help={quietHoursSentence(hours)}>
        <Switch
          label="Quiet hours"
          checked={hours !== null}
          onChange={(on) => onSave(on ? DEFAULT_QUIET_HOURS : null)}
        />
      </SettingRow>
      {hours === null ? null : (
        <div className="setting-row quiet-hours">
          <Times
            from={hours.from}
            to={hours.to}
            about="quiet hours"
            onChange={(times) => onSave({ ...hours, ...times })}
          />
          <Days days={hours.days} onChange={(days) => onSave({ ...hours, days })} />
          <label className="route-service">
            <input
              type="checkbox"
              checked={hours.criticalAtOnce}
              onChange={(event) => onSave({ ...hours, criticalAtOnce: event.target.checked })}
            />
            Critical alerts come through
          </label>
        </div>
      )}
    </>
  );
}

function Days({
  days,
  onChange,
}: {
  readonly days: QuietHours['days'];
  readonly onChange: (days: QuietHours['days']) => void;
}) {
  return (
    <fieldset className="days">
      <legend className="visually-hidden">Days on which quiet hours begin</legend>
      {WEEKDAYS.map(({ day, short, long }) => {
        const isOn = days.includes(day);
        const next = isOn ? days.filter((one) => one !== day) : [...days, day].sort();
        return (
          <button
            key={day}
            type="button"
            className="day"
            aria-pressed={isOn}
            aria-label={long}
            // Without any day there would be no quiet hours: the switch says so.
            disabled={isOn && days.length === 1}
            onClick={() => onChange(next)}
          >
            {short}
          </button>
        );
      })}
    </fieldset>
  );
}

function Maintenance({
  windows,
  onSave,
}: {
  readonly windows: TellingSettings['maintenance'];
  readonly onSave: (windows: TellingSettings['maintenance']) => void;
}) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <SettingRow label="Maintenance windows" help={channelPage.maintenance}>
        <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
          Add
        </Button>
      </SettingRow>
      {windows.map((window) => (
        <div key={window.id} className="setting-row maintenance">
          <div className="grow">
            <div className="t-label">{window.title || 'Maintenance'}</div>
            <div className="t-small t-3">{maintenanceWords(window)}</div>
          </div>
          <Button
            size="small"
            variant="ghost"
            aria-label={`Remove ${window.title || maintenanceWords(window)}`}
            onClick={() => onSave(windows.filter(({ id }) => id !== window.id))}
          >
            Remove
          </Button>
        </div>
      ))}
      {adding ? (
        <MaintenanceDialog onAdd={(window) => onSave([...windows, window])} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}
