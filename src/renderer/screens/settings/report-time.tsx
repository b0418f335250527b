import { REPORT_FORMATS } from '#shared/ipc/report';
import type { ReportScheduleChange, ScheduleState } from '#shared/ipc/report-schedule';
import { FORMAT_WORDS } from '#shared/words/report-dialog';
import { ordinal, scheduleWords } from '#shared/words/report-schedule';
import { WEEKDAYS } from '#shared/words/telling';
import { SelectField } from '../../components/field';
import { Segmented } from '../../components/segmented';
import { SettingRow } from '../../components/setting-row';

interface ReportChoiceProps {
  readonly schedule: ScheduleState['schedule'];
  readonly onChange: (change: ReportScheduleChange) => void;
}

const EVERY = [
  { value: 'week', label: 'Weekly' },
  { value: 'month', label: 'Monthly' },
] as const;

const MONTH_DAYS = Array.from({ length: 31 }, (_, at) => at + 1);

/** On which day of the week or month, at what time. */
export function ReportTime({ schedule, onChange }: ReportChoiceProps) {
  const { every, weekday, monthDay, time } = schedule;
  return (
    <SettingRow label="When" help={scheduleWords.when}>
      <div className="report-when">
        <Segmented
          label="How often"
          value={every}
          segments={EVERY}
          onChange={(next) => (next === every ? undefined : onChange({ every: next }))}
        />
        {every === 'week' ? (
          <SelectField
            label="Day of the week"
            value={weekday}
            onChange={({ target: { value } }) => {
              const chosen = WEEKDAYS.find(({ day }) => day === Number(value));
              if (chosen) onChange({ weekday: chosen.day });
            }}
          >
            {WEEKDAYS.map(({ day, long }) => (
              <option key={day} value={day}>
                {long}
              </option>
            ))}
          </SelectField>
        ) : (
          <SelectField
            label="Day of the month"
            value={monthDay}
            onChange={({ target: { value } }) => onChange({ monthDay: Number(value) })}
          >
            {MONTH_DAYS.map((day) => (
              <option key={day} value={day}>
                {ordinal(day)}
              </option>
            ))}
          </SelectField>
        )}
        <span className="input input-small">
          <input
            // What is typed is kept when the field is left: each figure by itself is no time yet.
            key={time}
            type="time"
            aria-label="Time of the report"
            defaultValue={time}
            onBlur={({ target: { value } }) => (value === '' || value === time ? undefined : onChange({ time: value }))}
          />
        </span>
      </div>
    </SettingRow>
  );
}

/** Which month it is about. */
export function ReportAbout({ schedule, onChange }: ReportChoiceProps) {
  return (
    <SettingRow label="Period" help={scheduleWords.period}>
      <SelectField
        label="Period of the report"
        value={schedule.about}
        onChange={({ target: { value } }) => onChange({ about: value === 'running' ? 'running' : 'before' })}
      >
        <option value="before">{scheduleWords.before}</option>
        <option value="running">{scheduleWords.running}</option>
      </SelectField>
    </SettingRow>
  );
}

export function ReportFormatChoice({ schedule, onChange }: ReportChoiceProps) {
  return (
    <SettingRow label="Format" help={FORMAT_WORDS[schedule.format].help}>
      <SelectField
        label="Format of the report"
        value={schedule.format}
        onChange={({ target: { value } }) => {
          const format = REPORT_FORMATS.find((one) => one === value);
          if (format) onChange({ format });
        }}
      >
        {REPORT_FORMATS.map((format) => (
          <option key={format} value={format}>
            {FORMAT_WORDS[format].title}
          </option>
        ))}
      </SelectField>
    </SettingRow>
  );
}
