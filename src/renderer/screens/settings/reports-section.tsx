import { useState } from 'react';
import type { ReportScheduleChange, ReportScheduleView } from '#shared/ipc/report-schedule';
import { reportWentTo, scheduleSentence, scheduleState, scheduleWords } from '#shared/words/report-schedule';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { SettingRow } from '../../components/setting-row';
import { StatusIcon } from '../../components/status-icon';
import { Switch } from '../../components/switch';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { ReportPlace } from './report-place';
import { ReportAbout, ReportFormatChoice, ReportTime } from './report-time';
import './reports.css';

/** Reports that come by themselves: when, of what, and where to. */
export function ReportsSection({ headingId }: { readonly headingId: string }) {
  const view = useQueryChannel('report-schedule:get', null);
  const inSample = useQueryChannel('app:state', null).data?.mode === 'sample';
  return (
    <>
      <SectionHead title="Reports" id={headingId} />
      <QueryView query={view} what="The schedule of reports" skeleton={null}>
        {(known) => <Schedule view={known} />}
      </QueryView>
      {inSample ? <p className="settings-note t-small t-3">{scheduleWords.inSample}</p> : null}
    </>
  );
}

function Schedule({ view }: { readonly view: ReportScheduleView }) {
  const { schedule, hasAccount } = view;
  const set = useToldAction('report-schedule:set');
  const choose = useToldAction('report-schedule:choose-folder');
  const toast = useToast();
  const save = (change: ReportScheduleChange) => {
    const former = Object.fromEntries(
      Object.keys(change).map((key) => [key, schedule[key as keyof ReportScheduleChange]]),
    ) as ReportScheduleChange;
    set.run(change, () => toast({ text: 'Saved', action: { label: 'Undo', run: () => set.run(former) } }));
  };
  const chooseFolder = (then?: () => void) => choose.run(null, (chosen) => (chosen === null ? undefined : then?.()));
  const turn = (isOn: boolean) => {
    // Whoever wants reports in a folder is asked for it at once.
    if (isOn && schedule.into === 'folder' && schedule.folder === null) chooseFolder(() => save({ isOn }));
    else save({ isOn });
  };
  return (
    <Card>
      <SettingRow label="Scheduled reports" help={aboutSchedule(view)}>
        <Switch
          label="Scheduled reports"
          checked={schedule.isOn}
          disabled={!hasAccount && !schedule.isOn}
          onChange={turn}
        />
      </SettingRow>
      <ReportTime schedule={schedule} onChange={save} />
      <ReportAbout schedule={schedule} onChange={save} />
      <ReportFormatChoice schedule={schedule} onChange={save} />
      <ReportPlace view={view} onChange={save} onChooseFolder={() => chooseFolder()} />
      <ReportState view={view} />
    </Card>
  );
}

function aboutSchedule({ schedule, hasAccount }: ReportScheduleView): string {
  if (!hasAccount) {
    return scheduleWords.noAccount;
  }
  return schedule.isOn ? scheduleSentence(schedule) : scheduleWords.about;
}

/** When the last one came and the next will, or why the last one did not; and one by hand. */
function ReportState({ view }: { readonly view: ReportScheduleView }) {
  const { failure, lastAt, nextAt, isRunning, hasAccount, schedule } = view;
  const run = useToldAction('report-schedule:run');
  const [went, setWent] = useState<string | null>(null);
  const hasPlace = schedule.into === 'folder' ? schedule.folder !== null : schedule.channel !== null;
  const busy = isRunning || run.pending;
  const help = (
    <span role="status">
      {busy ? scheduleWords.making : (went ?? scheduleState(lastAt, nextAt))}
      {failure === null || busy ? null : (
        <span className="report-failure t-crit">
          <StatusIcon tone="critical" size={14} />
          {failure.message} {failure.action}
        </span>
      )}
    </span>
  );
  return (
    <SettingRow label="State" help={help}>
      <Button
        disabled={busy || !hasAccount || !hasPlace}
        onClick={() => {
          setWent(null);
          run.run(null, ({ to }) => setWent(reportWentTo(to)));
        }}
      >
        Make one now
      </Button>
    </SettingRow>
  );
}
