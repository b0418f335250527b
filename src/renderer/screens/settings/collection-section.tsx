import { useState } from 'react';
import { Card, SectionHead } from '../../components/card';
import { FieldError } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { SettingRow } from '../../components/setting-row';
import { Switch } from '../../components/switch';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { momentWords } from '../shared/moment-words';
import { QueryView } from '../shared/query-view';
import { useSaveSetting } from './use-save-setting';

const PRESETS = [
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '60', label: 'Hour' },
  { value: 'other', label: 'Other' },
] as const;
const LEAST = 5;
const MOST = 1440;

/** How often the providers are asked. */
export function CollectionSection({ headingId }: { readonly headingId: string }) {
  const { query, save } = useSaveSetting();
  const saveMinutes = (intervalMinutes: number) => save({ intervalMinutes });
  return (
    <>
      <SectionHead title="Collection" id={headingId} />
      <QueryView query={query} what="The settings" skeleton={null}>
        {({ intervalMinutes, statusPages }) => (
          <Card>
            <Interval minutes={intervalMinutes} onSave={saveMinutes} />
            <SettingRow
              label="Ask the providers' status pages"
              help="Says when trouble is the provider's own. It asks public pages, with nothing of yours. Off: nobody but your providers is asked."
            >
              <Switch
                label="Ask the providers' status pages"
                checked={statusPages}
                onChange={(on) => save({ statusPages: on })}
              />
            </SettingRow>
          </Card>
        )}
      </QueryView>
    </>
  );
}

interface IntervalProps {
  readonly minutes: number;
  readonly onSave: (minutes: number) => void;
}

function Interval({ minutes, onSave }: IntervalProps) {
  const next = useQueryChannel('collection:health', null).data?.nextCycleAt ?? null;
  const now = useNow();
  const [other, setOther] = useState(false);
  const preset = PRESETS.find(({ value }) => value === String(minutes))?.value ?? 'other';
  const shown = other ? 'other' : preset;
  const choose = (value: typeof shown) => {
    setOther(value === 'other');
    if (value !== 'other') {
      onSave(Number(value));
    }
  };
  return (
    <>
      <SettingRow
        label="How often"
        help={`${everyWords(minutes)}.${next === null ? '' : ` Next at ${momentWords(next, now)}.`}`}
      >
        <Segmented label="How often" value={shown} segments={PRESETS} onChange={choose} />
      </SettingRow>
      {shown === 'other' ? <OtherInterval minutes={minutes} onSave={onSave} /> : null}
    </>
  );
}

function OtherInterval({ minutes, onSave }: IntervalProps) {
  const [text, setText] = useState(String(minutes));
  const value = Number(text);
  const wrong = !Number.isInteger(value) || value < LEAST || value > MOST;
  return (
    <SettingRow
      label="Minutes between two collections"
      help={<FieldError id="interval-error" text={wrong ? `A whole number from ${LEAST} to ${MOST}.` : null} />}
    >
      <div className={`input input-small settings-number ${wrong ? 'input-wrong' : ''}`}>
        <input
          inputMode="numeric"
          aria-label="Minutes between two collections"
          aria-invalid={wrong}
          aria-describedby={wrong ? 'interval-error' : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => (wrong || value === minutes ? undefined : onSave(value))}
          onKeyDown={(event) => (event.key === 'Enter' ? event.currentTarget.blur() : undefined)}
        />
        <span className="t-small t-3">min</span>
      </div>
    </SettingRow>
  );
}

/** `Every 15 minutes, all day`. */
export function everyWords(minutes: number): string {
  if (minutes % 1440 === 0) {
    return 'Once a day';
  }
  if (minutes % 60 === 0) {
    return minutes === 60 ? 'Every hour, all day' : `Every ${minutes / 60} hours, all day`;
  }
  return `Every ${minutes} minutes, all day`;
}
