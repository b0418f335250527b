import { useId } from 'react';
import type { ChannelKindView } from '#shared/ipc/channels';
import { CHOICE_WORDS, FIELD_WORDS, type FieldWords, keptHelp } from '#shared/words/channel';
import { Field } from '../../../components/field';
import { Segmented } from '../../../components/segmented';
import { Switch } from '../../../components/switch';

interface ChannelFieldsProps {
  readonly kind: ChannelKindView;
  readonly values: Readonly<Record<string, string>>;
  readonly kept: readonly string[];
  readonly onChange: (key: string, value: string) => void;
}

const NO_WORDS: FieldWords = { label: '', help: '', placeholder: '' };

/** What was entered, with the first of its choices for a choice that nobody has made. */
export function withChoices(kind: ChannelKindView | undefined, values: Readonly<Record<string, string>>) {
  const choices = kind?.fields.filter(({ input }) => input === 'choice') ?? [];
  return { ...Object.fromEntries(choices.map(({ key, choices: [first = ''] }) => [key, first])), ...values };
}

/** What a kind of channel has to be told, a field each. */
export function ChannelFields({ kind, values, kept, onChange }: ChannelFieldsProps) {
  return kind.fields.map((field) => (
    <OneField
      key={`${kind.id} ${field.key}`}
      field={field}
      words={FIELD_WORDS[kind.id][field.key] ?? NO_WORDS}
      value={values[field.key] ?? ''}
      isKept={kept.includes(field.key)}
      onChange={(value) => onChange(field.key, value)}
    />
  ));
}

interface OneFieldProps {
  readonly field: ChannelKindView['fields'][number];
  readonly words: FieldWords;
  readonly value: string;
  readonly isKept: boolean;
  readonly onChange: (value: string) => void;
}

function OneField({ field, words, value, isKept, onChange }: OneFieldProps) {
  const label = field.required ? words.label : `${words.label} (optional)`;
  switch (field.input) {
    case 'switch':
      return (
        <div className="channel-switch">
          <Switch label={words.label} checked={value === 'yes'} onChange={(on) => onChange(on ? 'yes' : '')} />
          <div>
            <div className="t-label">{words.label}</div>
            <p className="t-small t-3">{words.help}</p>
          </div>
        </div>
      );
    case 'choice':
      return <Choice {...{ field, words, value, onChange }} />;
    case 'lines':
      return <Lines label={label} words={words} value={value} onChange={onChange} />;
    default:
      return (
        <Field
          label={label}
          help={isKept ? keptHelp(words.help) : words.help}
          placeholder={isKept ? '••••••••' : words.placeholder}
          type={field.secret ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function Choice({ field, words, value, onChange }: Omit<OneFieldProps, 'isKept'>) {
  return (
    <div className="field">
      <span className="t-label">{words.label}</span>
      <Segmented
        label={words.label}
        value={value}
        segments={field.choices.map((choice) => ({ value: choice, label: CHOICE_WORDS[choice] ?? choice }))}
        onChange={onChange}
      />
      <p className="t-small t-3">{words.help}</p>
    </div>
  );
}

function Lines({
  label,
  words,
  value,
  onChange,
}: Pick<OneFieldProps, 'words' | 'value' | 'onChange'> & { readonly label: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="t-label">
        {label}
      </label>
      <textarea
        id={id}
        className="lines-input"
        rows={2}
        spellCheck={false}
        placeholder={words.placeholder}
        aria-describedby={`${id}-help`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="t-small t-3" id={`${id}-help`}>
        {words.help}
      </p>
    </div>
  );
}
