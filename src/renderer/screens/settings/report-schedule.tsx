import { useState } from 'react';
import type { ReportScheduleChange, ReportSchedulesView, ScheduleState } from '#shared/ipc/report-schedule';
import {
  reportWentTo,
  scheduleSentence,
  scheduleState,
  scheduleTitle,
  scheduleWords,
} from '#shared/words/report-schedule';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { SettingRow } from '../../components/setting-row';
import { StatusIcon } from '../../components/status-icon';
import { Switch } from '../../components/switch';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';
import { ReportPlace } from './report-place';
import { ReportAbout, ReportFormatChoice, ReportTime } from './report-time';

interface ReportScheduleProps {
  readonly state: ScheduleState;
  readonly view: ReportSchedulesView;
  readonly isOpen: boolean;
  /** Absent where it stands alone, and is open always. */
  readonly onToggle?: () => void;
  readonly onRemove: () => void;
}

/** One schedule: what it is in a line, and open all of it. */
export function ReportSchedule({ state, view, isOpen, onToggle, onRemove }: ReportScheduleProps) {
  const { schedule, failure } = state;
  const { id } = schedule;
  const set = useToldAction('report-schedule:set');
  const choose = useToldAction('report-schedule:choose-folder');
  const toast = useToast();
  const save = (change: ReportScheduleChange) => {
    const former = Object.fromEntries(
      Object.keys(change).map((key) => [key, schedule[key as keyof ReportScheduleChange]]),
    ) as ReportScheduleChange;
    const undo = { label: 'Undo', run: () => set.run({ id, change: former }) };
    set.run({ id, change }, () => toast({ text: 'Saved', action: undo }));
  };
  const chooseFolder = (then?: () => void) => choose.run({ id }, (chosen) => (chosen === null ? undefined : then?.()));
  const turn = (isOn: boolean) => {
    // Whoever wants reports in a folder is asked for it at once.
    if (isOn && schedule.into === 'folder' && schedule.folder === null) chooseFolder(() => save({ isOn }));
    else save({ isOn });
  };
  const title = scheduleTitle(schedule);
  return (
    <Card role="group" aria-label={title}>
      <SettingRow
        label={title}
        help={
          <>
            {schedule.isOn ? scheduleSentence(schedule) : `${scheduleWords.off} ${scheduleSentence(schedule)}`}
            {isOpen ? null : <Failed failure={failure} />}
          </>
        }
      >
        <span className="report-buttons">
          {onToggle === undefined ? null : (
            <Button aria-expanded={isOpen} onClick={onToggle}>
              {isOpen ? scheduleWords.done : scheduleWords.change}
            </Button>
          )}
          <Button variant="ghost" onClick={onRemove}>
            {scheduleWords.remove}
          </Button>
          <Switch label={title} checked={schedule.isOn} disabled={!view.hasAccount && !schedule.isOn} onChange={turn} />
        </span>
      </SettingRow>
      {isOpen ? (
        <>
          <ReportTime schedule={schedule} onChange={save} />
          <ReportAbout schedule={schedule} onChange={save} />
          <ReportFormatChoice schedule={schedule} onChange={save} />
          <ReportPlace
            schedule={schedule}
            channels={view.channels}
            onChange={save}
            onChooseFolder={() => chooseFolder()}
          />
          <ReportState state={state} hasAccount={view.hasAccount} />
        </>
      ) : null}
    </Card>
  );
}

/** When the last one came and the next will, or why the last one did not; and one by hand. */
function ReportState({ state, hasAccount }: { readonly state: ScheduleState; readonly hasAccount: boolean }) {
  const { failure, lastAt, nextAt, isRunning, schedule } = state;
  const run = useToldAction('report-schedule:run');
  const [went, setWent] = useState<string | null>(null);
  const hasPlace = schedule.into === 'folder' ? schedule.folder !== null : schedule.channel !== null;
  const busy = isRunning || run.pending;
  const help = (
    <span role="status">
      {busy ? scheduleWords.making : (went ?? scheduleState(lastAt, nextAt))}
      {busy ? null : <Failed failure={failure} />}
    </span>
  );
  return (
    <SettingRow label="State" help={help}>
      <Button
        disabled={busy || !hasAccount || !hasPlace}
        onClick={() => {
          setWent(null);
          run.run({ id: schedule.id }, ({ to }) => setWent(reportWentTo(to)));
        }}
      >
        Make one now
      </Button>
    </SettingRow>
  );
}

function Failed({ failure }: Pick<ScheduleState, 'failure'>) {
  return failure === null ? null : (
    <span className="report-failure t-crit">
      <StatusIcon tone="critical" size={14} />
      {failure.message} {failure.action}
    </span>
  );
}
