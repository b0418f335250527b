import { useState } from 'react';
import type { AlertCondition } from '#shared/domain/alert-condition';
import { alertsPage, outOfRange } from '#shared/words/alerts-page';
import { Field } from '../../components/field';
import { useQueryChannel } from '../../data/use-query-channel';
import { CheckList, type Choice } from './check-list';
import type { RuleChange, Rules } from './rule-types';

interface RuleEditorProps {
  readonly condition: AlertCondition;
  readonly rules: Rules;
  readonly onSave: (change: RuleChange) => void;
}

const FIXED: readonly AlertCondition[] = ['stop', 'network', 'price', 'deployment'];

/** Whether a rule has figures or a choice to set, beside being on or off. */
export function isEditable(condition: AlertCondition): boolean {
  return !FIXED.includes(condition);
}

/** The figures of one rule. Each is saved when its field is left. */
export function RuleEditor({ condition, rules, onSave }: RuleEditorProps) {
  switch (condition) {
    case 'limit':
      return <ForecastFields rules={rules} onSave={onSave} />;
    case 'budget':
      return <BudgetFields rules={rules} onSave={onSave} />;
    case 'rate':
    case 'spend-rate':
      return (
        <div className="rule-fields">
          <Figure
            label="Times the usual"
            value={rules.rate.times}
            {...{ min: 1.5, max: 100, step: 0.5 }}
            onSave={(times) => onSave({ rate: { times } })}
          />
        </div>
      );
    case 'stale':
      return (
        <div className="rule-fields">
          <Figure
            label="Without a word for"
            unit="min"
            value={rules.stale.afterMinutes}
            {...{ min: 30, max: 10_080, step: 1 }}
            onSave={(afterMinutes) => onSave({ stale: { afterMinutes } })}
          />
        </div>
      );
    case 'token':
      return <TokenFields rules={rules} onSave={onSave} />;
    case 'unexpected':
      return <ExpectsNone rules={rules} onSave={onSave} />;
    case 'silence':
      return <SilenceFields rules={rules} onSave={onSave} />;
    case 'reset':
    case 'back':
      return <Notices kind={condition} rules={rules} onSave={onSave} />;
    default:
      return null;
  }
}

type Fields = Omit<RuleEditorProps, 'condition'>;

function ForecastFields({ rules: { forecast }, onSave }: Fields) {
  return (
    <div className="rule-fields">
      <Figure
        label="Expected within"
        unit="days"
        value={forecast.withinDays}
        {...{ min: 1, max: 30, step: 1 }}
        onSave={(withinDays) => onSave({ forecast: { ...forecast, withinDays } })}
      />
      <Figure
        label="With at least"
        unit="%"
        value={Math.round(forecast.probability * 100)}
        {...{ min: 5, max: 95, step: 1 }}
        onSave={(percent) => onSave({ forecast: { ...forecast, probability: percent / 100 } })}
      />
    </div>
  );
}

function BudgetFields({ rules: { budget }, onSave }: Fields) {
  const [text, setText] = useState(budget.marks.join(', '));
  const marks = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number);
  const isSound =
    marks.length > 0 && marks.length <= 10 && marks.every((mark) => Number.isFinite(mark) && mark >= 1 && mark <= 1000);
  return (
    <div className="rule-fields">
      <Field
        label="At percent of the budget"
        value={text}
        error={isSound ? null : alertsPage.percents}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          const sorted = [...new Set(marks)].sort((a, b) => a - b);
          if (isSound && sorted.join() !== budget.marks.join()) onSave({ budget: { ...budget, marks: sorted } });
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={budget.projected}
          onChange={(event) => onSave({ budget: { ...budget, projected: event.target.checked } })}
        />
        Also when it is expected to be passed
      </label>
    </div>
  );
}

function TokenFields({ rules: { token }, onSave }: Fields) {
  return (
    <div className="rule-fields">
      <Figure
        label="Warning before its end"
        unit="days"
        value={token.warningDays}
        {...{ min: 0, max: 90, step: 1 }}
        onSave={(warningDays) => onSave({ token: { ...token, warningDays } })}
      />
      <Figure
        label="Critical before its end"
        unit="days"
        value={token.criticalDays}
        {...{ min: 0, max: 90, step: 1 }}
        onSave={(criticalDays) => onSave({ token: { ...token, criticalDays } })}
      />
    </div>
  );
}

function ExpectsNone({ rules: { expectsNone }, onSave }: Fields) {
  const projects = useQueryChannel('telling:projects', null).data ?? [];
  return (
    <CheckList
      label="Projects that expect no use"
      none={alertsPage.noProject}
      choices={projects}
      chosen={expectsNone}
      onChange={(keys) => onSave({ expectsNone: [...keys] })}
    />
  );
}

function SilenceFields({ rules: { silence }, onSave }: Fields) {
  const metrics = useQueryChannel('usage:list', null).data ?? [];
  const meters = metrics.flatMap(({ usageKey, title, connectionTitle, kind }): Choice[] =>
    usageKey === null || kind === 'gauge' ? [] : [{ key: usageKey, title: `${title}, ${connectionTitle}` }],
  );
  return (
    <>
      <div className="rule-fields">
        <Figure
          label="No use for"
          unit="hours"
          value={silence.hours}
          {...{ min: 1, max: 720, step: 1 }}
          onSave={(hours) => onSave({ silence: { ...silence, hours } })}
        />
      </div>
      <CheckList
        label="Meters"
        none={alertsPage.noMeter}
        choices={meters}
        chosen={silence.meters}
        onChange={(chosen) => onSave({ silence: { ...silence, meters: [...chosen] } })}
      />
    </>
  );
}

function Notices({ kind, rules: { notices }, onSave }: Fields & { readonly kind: 'reset' | 'back' }) {
  const metrics = useQueryChannel('usage:list', null).data ?? [];
  const limits = metrics
    .filter(({ standing, windowEnd }) => standing !== null && (kind === 'back' || windowEnd !== null))
    .map(({ key, title, connectionTitle }) => ({ key, title: `${title}, ${connectionTitle}` }));
  return (
    <CheckList
      label="Limits"
      none={alertsPage.noLimit}
      choices={limits}
      chosen={notices[kind]}
      onChange={(keys) => onSave({ notices: { ...notices, [kind]: [...keys] } })}
    />
  );
}

interface FigureProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onSave: (value: number) => void;
}

function Figure({ label, unit, value, min, max, step, onSave }: FigureProps) {
  const [text, setText] = useState(String(value));
  const next = Number(text);
  const isSound = text.trim() !== '' && next >= min && next <= max;
  return (
    <Field
      label={label}
      type="number"
      {...{ min, max, step }}
      value={text}
      error={isSound ? null : outOfRange(min, max)}
      trailing={unit === undefined ? null : <span className="t-3">{unit}</span>}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (isSound && next !== value) onSave(next);
      }}
    />
  );
}
