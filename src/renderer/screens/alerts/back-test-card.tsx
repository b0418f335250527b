import { useState } from 'react';
import { formatDateTime } from '#shared/format/date';
import type { BackTestView } from '#shared/ipc/alert-rules';
import { alertsPage } from '#shared/words/alerts-page';
import { backTestFigures, howEarly } from '#shared/words/back-test';
import { CONDITION_TITLES } from '#shared/words/condition';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { SelectField } from '../../components/field';
import { StatusIcon } from '../../components/status-icon';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { useSettled } from '../../data/use-settled';
import { useServices } from '../settings/channels/routes';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { MarkBars } from './mark-bars';
import type { RuleChange, Rules } from './rule-types';

/** Would it have told me? A mark or a rule is moved, and the last 60 days answer at once. */
export function BackTestCard() {
  const rules = useQueryChannel('rules:list', null);
  return (
    <QueryView query={rules} what="The rules" skeleton={null}>
      {({ rules: kept }) => <BackTest rules={kept} key={JSON.stringify(kept)} />}
    </QueryView>
  );
}

const NOTHING: RuleChange = {};

function BackTest({ rules }: { readonly rules: Rules }) {
  const [change, setChange] = useState<RuleChange>(NOTHING);
  const asked = useSettled(change);
  const now = useQueryChannel('rules:back-test', NOTHING);
  const then = useQueryChannel('rules:back-test', asked);
  const { run, pending } = useToldAction('rules:set');
  const toast = useToast();
  const isChanged = Object.keys(change).length > 0;
  const use = () => run(change, () => toast({ text: alertsPage.rulesHold }));
  return (
    <div className="back-test">
      <Card title="Try a rule on the last 60 days">
        <Controls rules={rules} change={change} onChange={setChange} />
        <div className="back-test-actions">
          <Button variant="primary" disabled={!isChanged || pending} onClick={use}>
            Use this
          </Button>
          <Button disabled={!isChanged} onClick={() => setChange(NOTHING)}>
            Back to what holds
          </Button>
        </div>
      </Card>
      <QueryView query={then} what="The answer" skeleton={null}>
        {(tried) => (
          <Card
            className="back-test-result"
            title={isChanged ? 'With this' : 'With the rules that hold'}
            aside={
              <span className="t-small t-3">{then.isPlaceholderData || asked !== change ? 'Counting …' : ''}</span>
            }
          >
            <Figures kept={now.data ?? null} tried={tried} isChanged={isChanged} />
            <DataTable
              label="Alerts that it would have given"
              columns={COLUMNS}
              rows={[...tried.alerts].reverse()}
              rowKey={({ meterKey, condition, firedAt, severity }) => `${meterKey} ${condition} ${firedAt} ${severity}`}
            />
            {tried.alerts.length === 0 ? <p className="t-2 back-test-none">It would have been silent.</p> : null}
          </Card>
        )}
      </QueryView>
    </div>
  );
}

interface ControlsProps {
  readonly rules: Rules;
  readonly change: RuleChange;
  readonly onChange: (change: RuleChange) => void;
}

const DEFAULT_MARKS = { warning: 75, critical: 90 };

function Controls({ rules, change, onChange }: ControlsProps) {
  const services = useServices();
  const [service, setService] = useState('');
  const chosen = service === '' ? [...services.keys()] : [service];
  const marksOf = (name: string) => change.marks?.[name] ?? rules.marks[name] ?? DEFAULT_MARKS;
  const { warning } = marksOf(chosen[0] ?? '');
  const setWarning = (next: number) =>
    onChange({
      ...change,
      marks: {
        ...rules.marks,
        ...change.marks,
        ...Object.fromEntries(
          chosen.map((name) => [name, { warning: next, critical: Math.max(next, marksOf(name).critical) }]),
        ),
      },
    });
  const times = change.rate?.times ?? rules.rate.times;
  const { marks: _marks, ...others } = change;
  return (
    <div className="back-test-controls">
      <SelectField label="Limits of" value={service} onChange={(event) => setService(event.target.value)}>
        <option value="">All limits</option>
        {[...services].map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      <Slider
        label="Warning mark"
        text={`${warning} %`}
        {...{ min: 40, max: 95, step: 1 }}
        value={warning}
        onChange={setWarning}
      />
      <MarkBars change={others} services={chosen} mark={warning} onChoose={setWarning} />
      <Slider
        label="Unusual use"
        text={`${times} times the usual`}
        {...{ min: 1.5, max: 10, step: 0.5 }}
        value={times}
        onChange={(next) => onChange({ ...change, rate: { times: next } })}
      />
    </div>
  );
}

interface SliderProps {
  readonly label: string;
  readonly text: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Arrow keys move by a step, Page keys by more. */
function Slider({ label, text, value, onChange, ...range }: SliderProps) {
  return (
    <label className="slider">
      <span className="slider-head">
        <span className="t-label">{label}</span>
        <span className="t-num">{text}</span>
      </span>
      <input
        type="range"
        {...range}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  );
}

function Figures({
  kept,
  tried,
  isChanged,
}: {
  readonly kept: BackTestView | null;
  readonly tried: BackTestView;
  readonly isChanged: boolean;
}) {
  const before = kept === null ? null : backTestFigures(kept);
  return (
    <dl aria-live="polite">
      {backTestFigures(tried).map(({ label, text }, at) => (
        <div key={label} className="alerts-count">
          <dt className="t-2">{label}</dt>
          <dd className="t-num">
            {isChanged && before ? <span className="t-3 back-test-before">{before[at]?.text}</span> : null}
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Row = BackTestView['alerts'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'title',
    head: 'Alert',
    cell: ({ title, severity }) => (
      <span className="back-test-title">
        <StatusIcon tone={severity} size={14} />
        {title}
        <span className="visually-hidden">, {severity}</span>
      </span>
    ),
    sortBy: ({ title }) => title,
  },
  { id: 'rule', head: 'Rule', cell: ({ condition }) => CONDITION_TITLES[condition] },
  { id: 'when', head: 'When', cell: ({ firedAt }) => formatDateTime(firedAt), sortBy: ({ firedAt }) => firedAt },
  {
    id: 'early',
    head: 'How early',
    cell: (row) => <span className={row.forNothing ? 't-warn' : undefined}>{howEarly(row)}</span>,
    sortBy: ({ daysAhead }) => daysAhead ?? -1,
  },
];
