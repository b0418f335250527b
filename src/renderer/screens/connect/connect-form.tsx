import { ExternalLink } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Message } from '../../components/message';
import { StatusIcon } from '../../components/status-icon';
import { failureOf } from '../../data/call-channel';
import { useAction } from '../../data/use-action';
import { useToldAction } from '../shared/use-told-action';
import { VerificationFacts } from './verification-facts';
import './connect.css';

interface ConnectFormProps {
  readonly form: ProviderForm;
  /** Called before the connection is stored, when the window must not change by itself. */
  readonly onBefore?: () => void;
  readonly onConnected: (connection: ConnectionView) => void;
  readonly submitLabel: string;
  /** Values to begin with, as recognized from a paste. */
  readonly initial?: Readonly<Record<string, string>>;
  /** What was pasted belongs to another provider's form. */
  readonly onRecognized?: (provider: string, values: Readonly<Record<string, string>>) => void;
  readonly onVerified?: (verification: VerificationView | null) => void;
}

/**
 * Asks for a provider's credentials, checks them at the provider, shows whom they belong to and what they
 * may read, and only then stores the connection. Nothing typed here is kept in the window after that.
 */
export function ConnectForm(props: ConnectFormProps) {
  const { form, onBefore, onConnected, submitLabel, onVerified, onRecognized } = props;
  const [values, setValues] = useState<Readonly<Record<string, string>>>(props.initial ?? {});
  const recognize = useAction('connections:recognize');
  const [scope, setScope] = useState<string | null>(null);
  const verify = useAction('connections:verify');
  const add = useAction('connections:add');
  const verification = verify.data ?? null;
  // A form without a required field is not complete either as long as it is empty.
  const isComplete = (entered: Readonly<Record<string, string>>) => {
    const isFilled = ({ key }: ProviderForm['fields'][number]) => (entered[key] ?? '').trim() !== '';
    return form.fields.some(isFilled) && form.fields.every((field) => !field.required || isFilled(field));
  };
  const complete = isComplete(values);

  const check = (entered: Readonly<Record<string, string>>) => {
    add.reset();
    verify.mutate(
      { provider: form.id, values: { ...entered } },
      {
        onSuccess: (answer) => {
          setScope(answer.scopes[0]?.id ?? null);
          onVerified?.(answer);
        },
      },
    );
  };
  // Recognized values are checked at once; only those the form began with, and only once.
  const asked = useRef(!isComplete(props.initial ?? {}));
  useEffect(() => {
    if (!asked.current) {
      asked.current = true;
      check(values);
    }
  });
  const answered = verification !== null || verify.error !== null || add.error !== null;
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answered) {
      actions.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [answered]);
  const edit = (key: string, value: string) => {
    setValues((old) => ({ ...old, [key]: value }));
    verify.reset();
    onVerified?.(null);
  };
  const enter = (entered: Readonly<Record<string, string>>) => {
    setValues(entered);
    if (isComplete(entered)) {
      check(entered);
    }
  };
  // What was pasted may be an address with everything in it, or belong to another form.
  const paste = (key: string, text: string) => {
    const asTyped = () => enter({ ...values, [key]: text });
    recognize.mutate(
      { text },
      {
        onError: asTyped,
        onSuccess: (found) => {
          if (found === null || (found.provider !== form.id && onRecognized === undefined)) {
            asTyped();
          } else if (found.provider === form.id) {
            enter({ ...values, ...found.values });
          } else {
            onRecognized?.(found.provider, found.values);
          }
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete) {
      return;
    }
    if (verification === null) {
      check(values);
      return;
    }
    onBefore?.();
    add.mutate({ provider: form.id, values: { ...values }, scope }, { onSuccess: onConnected });
  };
  const startOver = () => {
    setValues({});
    verify.reset();
    add.reset();
    onVerified?.(null);
  };
  return (
    <form className="connect" onSubmit={submit}>
      {form.fields.map((field, index) => (
        <CredentialField
          key={field.key}
          provider={form.id}
          field={field}
          value={values[field.key] ?? ''}
          focus={index === 0}
          state={fieldState(verify.isPending, verification !== null && field.secret, values[field.key] ?? '')}
          onChange={(value) => edit(field.key, value)}
          onPaste={(text) => paste(field.key, text)}
        />
      ))}
      <Trouble error={verify.error ?? add.error} />
      {verification ? <VerificationFacts verification={verification} scope={scope} onScope={setScope} /> : null}
      <div className="connect-actions" ref={actions}>
        <Button type="submit" variant="primary" disabled={!complete || verify.isPending || add.isPending}>
          {submitWords(verification !== null, verify.isPending, add.isPending, submitLabel)}
        </Button>
        {verification === null && verify.error === null ? null : (
          <Button variant="ghost" onClick={startOver}>
            Use another one
          </Button>
        )}
      </div>
    </form>
  );
}

/** What was left empty was not looked at, and is neither checked nor valid. */
function fieldState(checking: boolean, valid: boolean, value: string): CredentialFieldProps['state'] {
  if (value.trim() === '') {
    return 'open';
  }
  if (checking) {
    return 'checking';
  }
  return valid ? 'valid' : 'open';
}

function submitWords(verified: boolean, checking: boolean, adding: boolean, label: string): string {
  if (checking) {
    return 'Checking';
  }
  if (adding) {
    return 'Connecting';
  }
  return verified ? label : 'Check';
}

function Trouble({ error }: { readonly error: Error | null }) {
  if (error === null) {
    return null;
  }
  const failure = failureOf(error);
  return (
    <div className="connect-trouble">
      <Message tone="critical" title={failure.message} alert>
        {failure.action}
      </Message>
    </div>
  );
}

interface CredentialFieldProps {
  readonly provider: string;
  readonly field: ProviderForm['fields'][number];
  readonly value: string;
  readonly focus: boolean;
  readonly state: 'open' | 'checking' | 'valid';
  readonly onChange: (value: string) => void;
  readonly onPaste: (value: string) => void;
}

function CredentialField({ provider, field, value, focus, state, onChange, onPaste }: CredentialFieldProps) {
  const page = useToldAction('connections:open-credential-page');
  return (
    <Field
      label={field.required ? field.label : `${field.label} (optional)`}
      type={field.secret ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      autoFocus={focus}
      required={field.required}
      code
      value={value}
      placeholder={field.placeholder}
      help={field.help}
      onChange={(event) => onChange(event.target.value)}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text').trim();
        if (value === '' && text !== '') {
          event.preventDefault();
          onPaste(text);
        }
      }}
      aside={
        field.hasPage ? (
          <button
            type="button"
            className="link-button connect-link"
            onClick={() => page.run({ provider, field: field.key })}
          >
            Create one <Icon of={ExternalLink} size={14} />
          </button>
        ) : null
      }
      trailing={<FieldState state={state} />}
    />
  );
}

function FieldState({ state }: { readonly state: CredentialFieldProps['state'] }) {
  if (state === 'valid') {
    return (
      <span className="row t-small t-ok" role="status">
        <StatusIcon tone="ok" size={14} />
        Valid
      </span>
    );
  }
  return state === 'checking' ? (
    <span className="t-small t-3" role="status">
      Checking
    </span>
  ) : null;
}
