import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { StatusIcon } from './status-icon';
import './field.css';

interface FieldProps extends Omit<ComponentPropsWithRef<'input'>, 'id'> {
  readonly label: string;
  /** At the right of the label: where the value is made. */
  readonly aside?: ReactNode;
  readonly help?: string;
  readonly error?: string | null;
  /** Inside the field, at its right: a state, a unit. */
  readonly trailing?: ReactNode;
  readonly code?: boolean;
}

/** A labelled input with help and, under it, what is wrong with the value. */
export function Field({ label, aside, help, error = null, trailing, code = false, ...input }: FieldProps) {
  const id = useId();
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id} className="t-label">
          {label}
        </label>
        {aside}
      </div>
      <div className={`input ${error ? 'input-wrong' : ''}`}>
        <input
          {...input}
          id={id}
          className={code ? 't-code' : undefined}
          aria-invalid={error !== null}
          aria-describedby={described === '' ? undefined : described}
        />
        {trailing}
      </div>
      {help ? (
        <p className="t-small t-3" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      <FieldError id={`${id}-error`} text={error} />
    </div>
  );
}

/** The sentence under a field that says why its value cannot be used. */
export function FieldError({ id, text }: { readonly id: string; readonly text: string | null }) {
  return text ? (
    <p className="field-error t-small t-crit" id={id} role="alert">
      <StatusIcon tone="critical" size={14} />
      {text}
    </p>
  ) : null;
}

interface SelectFieldProps extends Omit<ComponentPropsWithRef<'select'>, 'aria-label'> {
  readonly label: string;
  readonly children: ReactNode;
}

/** The system's own menu of choices, named by `label`. */
export function SelectField({ label, children, className, ...select }: SelectFieldProps) {
  return (
    <span className={['select', className].filter(Boolean).join(' ')}>
      <select aria-label={label} {...select}>
        {children}
      </select>
    </span>
  );
}
