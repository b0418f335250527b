import { useEffect, useState } from 'react';
import type { ChannelOutput } from '#shared/ipc/contract';
import { REPORT_FORMATS, type ReportFormat, type ReportWish, reportFormatSchema } from '#shared/ipc/report';
import { FORMAT_WORDS, reportDialog } from '#shared/words/report-dialog';
import { Button } from '../../components/button';
import { SelectField } from '../../components/field';
import { failureOf } from '../../data/call-channel';
import { listen } from '../../data/listen';
import { useAction } from '../../data/use-action';
import { useQueryChannel } from '../../data/use-query-channel';
import { useStoredState } from '../../data/use-stored-state';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { Failed } from './failed';
import { type PaneProps, ReportFrame } from './report-frame';
import { SavedFile } from './saved-file';

type Choices = ChannelOutput<'report:choices'>;

/** The whole report: of which month, with which parts, as which file. */
export function ReportPane({ chooser, onClose }: PaneProps) {
  const choices = useQueryChannel('report:choices', null);
  return (
    <QueryView query={choices} what="The report" skeleton={null}>
      {(known) => <Chosen choices={known} chooser={chooser} onClose={onClose} />}
    </QueryView>
  );
}

function Chosen({ choices, chooser, onClose }: PaneProps & { readonly choices: Choices }) {
  const [month, setMonth] = useState<string | null>(null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [format, setFormat] = useStoredState('report.format', reportFormatSchema, 'pdf');
  const wish: ReportWish = { month, sections: choices.sections.map(({ id }) => id).filter((id) => !left.includes(id)) };
  const save = useAction('report:save');
  const cancel = useToldAction('report:cancel');
  const forget = () => save.reset();
  return (
    <ReportFrame
      chooser={chooser}
      choices={
        <>
          <div className="report-choice">
            <span className="t-label">Period</span>
            <SelectField
              label="Period"
              value={month ?? choices.months[0]?.month ?? ''}
              onChange={({ target: { value } }) => {
                setMonth(value === choices.months[0]?.month ? null : value);
                forget();
              }}
            >
              {choices.months.map((one, at) => (
                <option key={one.month} value={one.month}>
                  {at === 0 ? `${one.title}, ${reportDialog.running}` : one.title}
                </option>
              ))}
            </SelectField>
          </div>
          <FormatChoice
            format={format}
            onChange={(next) => {
              setFormat(next);
              forget();
            }}
          />
          <SectionChoices
            sections={choices.sections}
            left={left}
            onChange={(next) => {
              setLeft(next);
              forget();
            }}
          />
          <p className="t-small t-3">{reportDialog.holds}</p>
        </>
      }
      status={<SaveStatus save={save} />}
      actions={
        save.isPending ? (
          <Button onClick={() => cancel.run(null)}>Cancel</Button>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            <Button variant="primary" onClick={() => save.mutate({ ...wish, format })}>
              Save…
            </Button>
          </>
        )
      }
    >
      <Preview wish={wish} />
    </ReportFrame>
  );
}

function Preview({ wish }: { readonly wish: ReportWish }) {
  const preview = useQueryChannel('report:preview', wish);
  return (
    <QueryView query={preview} what="The preview" skeleton={<p className="report-waits t-3">{reportDialog.reading}</p>}>
      {({ address }) => (
        <iframe
          className="report-page"
          title={reportDialog.preview}
          aria-busy={preview.isPlaceholderData}
          src={address}
          sandbox=""
        />
      )}
    </QueryView>
  );
}

function FormatChoice({
  format,
  onChange,
}: {
  readonly format: ReportFormat;
  readonly onChange: (format: ReportFormat) => void;
}) {
  return (
    <div className="report-choice">
      <span className="t-label">Format</span>
      <SelectField
        label="Format"
        value={format}
        onChange={({ target: { value } }) => onChange(REPORT_FORMATS.find((one) => one === value) ?? 'pdf')}
      >
        {REPORT_FORMATS.map((one) => (
          <option key={one} value={one}>
            {FORMAT_WORDS[one].title}
          </option>
        ))}
      </SelectField>
      <span className="t-small t-3">
        {FORMAT_WORDS[format].help} {reportDialog.same}
      </span>
    </div>
  );
}

function SectionChoices({
  sections,
  left,
  onChange,
}: {
  readonly sections: Choices['sections'];
  /** Those that are left out. */
  readonly left: readonly string[];
  readonly onChange: (left: readonly string[]) => void;
}) {
  return (
    <fieldset className="report-sections">
      <legend className="t-label">Sections</legend>
      {sections.map(({ id, title }) => (
        <label key={id} className="report-section">
          <input
            type="checkbox"
            checked={!left.includes(id)}
            onChange={({ target: { checked } }) => onChange(checked ? left.filter((one) => one !== id) : [...left, id])}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}

/** What is being done, what came of it, or why nothing did. */
function SaveStatus({ save }: { readonly save: ReturnType<typeof useAction<'report:save'>> }) {
  const step = useReportStep();
  if (save.isPending) {
    return <span>{step === null ? '' : reportDialog[step]}</span>;
  }
  if (save.error) {
    return failureOf(save.error).code === 'cancelled' ? (
      <span>{reportDialog.cancelled}</span>
    ) : (
      <Failed error={save.error} />
    );
  }
  return save.data ? <SavedFile file={save.data} /> : null;
}

function useReportStep(): 'reading' | 'printing' | 'writing' | null {
  const [step, setStep] = useState<'reading' | 'printing' | 'writing' | null>(null);
  useEffect(() => listen('report-progress', (payload) => setStep(payload.step)), []);
  return step;
}
