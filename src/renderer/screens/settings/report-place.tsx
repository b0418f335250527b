import { Link } from 'wouter';
import type { ReportScheduleChange, ReportSchedulesView, ScheduleState } from '#shared/ipc/report-schedule';
import { scheduleWords } from '#shared/words/report-schedule';
import { Button } from '../../components/button';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { SettingRow } from '../../components/setting-row';
import { links } from '../shared/links';

interface ReportPlaceProps {
  readonly schedule: ScheduleState['schedule'];
  readonly channels: ReportSchedulesView['channels'];
  readonly onChange: (change: ReportScheduleChange) => void;
  readonly onChooseFolder: () => void;
}

const PLACES = [
  { value: 'folder', label: 'Folder' },
  { value: 'mail', label: 'E-mail' },
] as const;

/** Where reports go. While they come, the place changes only to one that is there. */
export function ReportPlace({ schedule, channels, onChange, onChooseFolder }: ReportPlaceProps) {
  const change = (into: 'folder' | 'mail') => {
    if (into === schedule.into) return;
    const channel = channels.find(({ id }) => id === schedule.channel)?.id ?? channels[0]?.id ?? null;
    const hasPlace = into === 'folder' ? schedule.folder !== null : channel !== null;
    onChange({ into, ...(into === 'mail' ? { channel } : {}), ...(hasPlace ? {} : { isOn: false }) });
  };
  return (
    <>
      <SettingRow label="Where to" help={scheduleWords.into}>
        <Segmented label="Where to" value={schedule.into} segments={PLACES} onChange={change} />
      </SettingRow>
      {schedule.into === 'folder' ? (
        <div className="setting-row report-place">
          <span className="grow t-small t-2 report-folder">{schedule.folder ?? scheduleWords.noFolder}</span>
          <Button onClick={onChooseFolder}>Choose a folder…</Button>
        </div>
      ) : (
        <MailChoice schedule={schedule} channels={channels} onChange={onChange} />
      )}
    </>
  );
}

function MailChoice({ schedule, channels, onChange }: Omit<ReportPlaceProps, 'onChooseFolder'>) {
  if (channels.length === 0) {
    return (
      <div className="setting-row report-place">
        <span className="grow t-small t-2">{scheduleWords.noChannel}</span>
        <Link href={links.settings('notifications')} className="link-button">
          Notifications
        </Link>
      </div>
    );
  }
  const isThere = channels.some(({ id }) => id === schedule.channel);
  return (
    <div className="setting-row report-place">
      <span className="grow" />
      <SelectField
        label="Mail channel of the reports"
        value={isThere ? (schedule.channel ?? '') : ''}
        onChange={({ target: { value } }) => onChange({ channel: value })}
      >
        {isThere ? null : <option value="">{scheduleWords.chooseChannel}</option>}
        {channels.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
