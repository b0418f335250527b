import { useState } from 'react';
import { Field } from '../../components/field';
import { failureOf } from '../../data/call-channel';
import { useAction } from '../../data/use-action';

interface PasteFieldProps {
  readonly onRecognized: (provider: string, values: Readonly<Record<string, string>>) => void;
}

/** Takes an address or key of any provider and fills the form that it belongs to. */
export function PasteField({ onRecognized }: PasteFieldProps) {
  const [text, setText] = useState('');
  const recognize = useAction('connections:recognize');
  const ask = (pasted: string) => {
    const wanted = pasted.trim();
    if (wanted === '') {
      return;
    }
    recognize.mutate(
      { text: wanted },
      {
        onSuccess: (found) => {
          if (found !== null) {
            setText('');
            onRecognized(found.provider, found.values);
          }
        },
      },
    );
  };
  const unknown = recognize.data === null ? 'Not recognized. Choose the provider and fill in its form.' : null;
  return (
    <Field
      label="Paste an address or key"
      type="password"
      autoComplete="off"
      spellCheck={false}
      code
      value={text}
      placeholder="rediss://…, postgres://…, a token or key"
      help={recognize.data?.needs || 'The form it belongs to fills itself in.'}
      error={recognize.error ? failureOf(recognize.error).message : unknown}
      onChange={(event) => {
        setText(event.target.value);
        recognize.reset();
      }}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData('text');
        if (text === '' && pasted.trim() !== '') {
          event.preventDefault();
          setText(pasted.trim());
          ask(pasted);
        }
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          ask(text);
        }
      }}
    />
  );
}
