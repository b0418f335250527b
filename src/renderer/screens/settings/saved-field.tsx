import { useEffect, useId, useState } from 'react';
import { FieldError } from '../../components/field';
import { SettingRow } from '../../components/setting-row';

interface SavedFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly unit?: string;
  /** What is wrong with a text; null: nothing. */
  readonly wrong?: (text: string) => string | null;
  readonly onSave: (text: string) => void;
}

/** A setting that is typed: kept on Enter and when the field is left, if it can be used. */
export function SavedField({ label, help, value, placeholder, unit, wrong, onSave }: SavedFieldProps) {
  const [text, setText] = useState(value);
  const id = useId();
  useEffect(() => setText(value), [value]);
  const fault = wrong?.(text) ?? null;
  const save = () => {
    if (fault === null && text.trim() !== value) onSave(text.trim());
  };
  return (
    <SettingRow label={label} help={fault === null ? help : <FieldError id={id} text={fault} />}>
      <div
        className={`input input-small ${unit === undefined ? 'settings-text' : 'settings-amount'} ${fault ? 'input-wrong' : ''}`}
      >
        <input
          aria-label={label}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : id}
          inputMode={unit === undefined ? undefined : 'decimal'}
          placeholder={placeholder}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
        {unit === undefined ? null : <span className="t-small t-3">{unit}</span>}
      </div>
    </SettingRow>
  );
}
