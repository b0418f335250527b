import { Check, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { formatTime, withPlainDates } from '#shared/format/date';
import { formatQuantity, unitLabel } from '#shared/format/quantity';
import type { LimitView } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { FieldError } from '../../components/field';
import { Icon } from '../../components/icon';
import { Switch } from '../../components/switch';
import { useClock } from '../../data/now';
import { usageOf } from '../shared/links';
import { useToldAction } from '../shared/use-told-action';
import {
  amountText,
  changeOf,
  inputOf,
  type LimitChange,
  type LimitText,
  textOf,
  undoOf,
  wasWords,
  wrongOf,
} from './limit-edit';
import { Source, Thresholds } from './limit-source';
import { isEditable, isMark, resetWords } from './limit-words';

interface Saved {
  readonly at: Instant;
  readonly was: string;
  readonly undo: LimitChange;
  readonly text: LimitText;
}

/** The open row: what can be changed here, or where it is kept. */
export function LimitForm({ limit, now }: { readonly limit: LimitView; readonly now: Instant }) {
  return isEditable(limit) ? <LimitFields limit={limit} now={now} /> : <LimitElsewhere limit={limit} />;
}

/** A limit that is kept elsewhere: a budget among the costs, a provider's own at the provider. */
function LimitElsewhere({ limit: { metric, source } }: { readonly limit: LimitView }) {
  if (isMark(metric)) {
    return (
      <p className="limit-facts t-small t-2">
        A mark of your own: nothing stops there, you are told. Change it under "Tell me at" in the row of the limit
        beside which it stands. <Link href={usageOf(metric)}>See its usage</Link>
      </p>
    );
  }
  return (
    <p className="limit-facts t-small t-2">
      {source === 'provider' ? 'The provider keeps this limit: change it there. ' : 'It is kept elsewhere. '}
      <Link href={usageOf(metric)}>{metric.usageKey === null ? 'See the costs' : 'See its usage'}</Link>
    </p>
  );
}

/** Limit and thresholds, saved when a field is left, with the way back until the row closes. */
function LimitFields({ limit, now }: { readonly limit: LimitView; readonly now: Instant }) {
  const { metric, enabled, source, defaultValue } = limit;
  const [text, setText] = useState(() => textOf(limit));
  const [saved, setSaved] = useState<Saved | null>(null);
  const { run } = useToldAction('limits:set');
  const clock = useClock();
  const wrong = wrongOf(text);
  const apply = (change: LimitChange, shown: LimitText) => {
    const before = textOf(limit);
    run(inputOf(limit, change), () => {
      setText(shown);
      setSaved({ at: clock(), was: wasWords(limit, change), undo: undoOf(limit, change), text: before });
    });
  };
  const save = () => {
    const change = changeOf(limit, text);
    if (change !== null) {
      apply(change, text);
    } else if (text.value.trim() === '') {
      setText({ ...text, value: textOf(limit).value });
    }
  };
  const undo = (past: Saved) =>
    run(inputOf(limit, past.undo), () => {
      setText(past.text);
      setSaved(null);
    });
  const field = (key: keyof LimitText) => ({
    value: text[key],
    error: wrong[key] ?? null,
    disabled: !enabled,
    onChange: (value: string) => setText({ ...text, [key]: value }),
    onSave: save,
  });
  const goBack = () =>
    apply({ value: null }, { ...text, value: defaultValue === null ? '' : amountText(defaultValue) });
  return (
    <div className="limit-form">
      <div className="limit-fields">
        <FormField label="Limit" unit={unitLabel(metric.unit)} wide {...field('value')} />
        <FormField label="Warning" unit="%" {...field('warning')} />
        <FormField label="Critical" unit="%" {...field('critical')} />
        <FormField label="Tell me at" unit={unitLabel(metric.unit)} wide {...field('mark')} />
        {limit.mark === null ? null : (
          <Button size="small" onClick={() => apply({ mark: null }, { ...text, mark: '' })} disabled={!enabled}>
            Take your mark away
          </Button>
        )}
        {source === 'user' ? (
          <Button size="small" onClick={goBack} disabled={!enabled}>
            {defaultValue === null ? 'Take your limit away' : `Back to ${formatQuantity(defaultValue, metric.unit)}`}
          </Button>
        ) : null}
        <div className="limit-switch">
          <span className="t-small t-3">Watch</span>
          <Switch
            label={`Watch ${metric.title}`}
            checked={enabled}
            onChange={(next) => apply({ enabled: next }, text)}
          />
        </div>
      </div>
      <div className="limit-facts t-small t-2">
        <span className="narrow-only limit-narrow">
          <Source limit={limit} now={now} /> <Thresholds metric={metric} />
        </span>
        <span className="grow">
          {withPlainDates(limit.reason)}. {resetWords(limit)} <Link href={usageOf(metric)}>See its usage</Link>
        </span>
        <span className="row" role="status">
          {saved === null ? null : (
            <>
              <span className="t-ok">
                <Icon of={Check} size={14} />
              </span>
              Saved {formatTime(saved.at)}, {saved.was}
              <Button size="small" icon={Undo2} onClick={() => undo(saved)}>
                Undo
              </Button>
            </>
          )}
        </span>
      </div>
    </div>
  );
}

interface FormFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly wide?: boolean;
  readonly onChange: (value: string) => void;
  readonly onSave: () => void;
}

function FormField({ label, unit, value, error, disabled, wide = false, onChange, onSave }: FormFieldProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      onSave();
    }
  };
  return (
    <div className="limit-field">
      <label htmlFor={id} className="t-small t-3">
        {label}
      </label>
      <span className={`input input-small ${wide ? 'limit-input-wide' : 'limit-input'} ${error ? 'input-wrong' : ''}`}>
        <input
          id={id}
          inputMode="decimal"
          value={value}
          disabled={disabled}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={onSave}
        />
        <span className="t-small t-3">{unit}</span>
      </span>
      <FieldError id={`${id}-error`} text={error} />
    </div>
  );
}
