import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReportSchedulesView } from '#shared/ipc/report-schedule';
import { scheduleWords } from '#shared/words/report-schedule';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { ReportSchedule } from './report-schedule';
import './reports.css';

/** Reports that come by themselves: as many as are wanted, each with its own day, period, format and place. */
export function ReportsSection({ headingId }: { readonly headingId: string }) {
  const view = useQueryChannel('report-schedule:get', null);
  const inSample = useQueryChannel('app:state', null).data?.mode === 'sample';
  return (
    <>
      <SectionHead title="Reports" id={headingId} />
      <QueryView query={view} what="The schedules of reports" skeleton={null}>
        {(known) => <Schedules view={known} />}
      </QueryView>
      {inSample ? <p className="settings-note t-small t-3">{scheduleWords.inSample}</p> : null}
    </>
  );
}

function Schedules({ view }: { readonly view: ReportSchedulesView }) {
  const { schedules, hasAccount } = view;
  const add = useToldAction('report-schedule:add');
  const remove = useToldAction('report-schedule:remove');
  const putBack = useToldAction('report-schedule:put-back');
  const toast = useToast();
  const [openId, setOpenId] = useState<string | null>(null);
  const removeOne = (id: string) =>
    remove.run({ id }, () =>
      toast({
        text: scheduleWords.removed,
        action: { label: 'Undo', run: () => putBack.run({ id }) },
      }),
    );
  return (
    <div className="report-schedules">
      {schedules.map((state) => {
        const { id } = state.schedule;
        // Alone it has nothing beside it for which it would have to make room.
        const isOpen = openId === id || schedules.length === 1;
        return (
          <ReportSchedule
            key={id}
            state={state}
            view={view}
            isOpen={isOpen}
            {...(schedules.length === 1 ? {} : { onToggle: () => setOpenId(openId === id ? null : id) })}
            onRemove={() => removeOne(id)}
          />
        );
      })}
      <Card className="report-add">
        <p className="grow t-small t-2">{aboutReports(view)}</p>
        <Button
          icon={Plus}
          disabled={!hasAccount || add.pending}
          onClick={() => add.run(null, (added) => setOpenId(added.schedules.at(-1)?.schedule.id ?? null))}
        >
          {scheduleWords.add}
        </Button>
      </Card>
    </div>
  );
}

function aboutReports({ schedules, hasAccount }: ReportSchedulesView): string {
  if (!hasAccount) {
    return scheduleWords.noAccount;
  }
  return schedules.length === 0 ? `${scheduleWords.empty} ${scheduleWords.about}` : scheduleWords.about;
}
