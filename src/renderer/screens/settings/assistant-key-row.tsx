import { useState } from 'react';
import type { AssistantStateView } from '#shared/ipc/assistant';
import { assistantSettings as words } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { SettingRow } from '../../components/setting-row';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';

/** The key of the chosen model: it goes where other secrets are, and never comes back to this window. */
export function AssistantKeyRow({ state }: { readonly state: AssistantStateView }) {
  const [text, setText] = useState('');
  const { run, pending } = useToldAction('assistant:set-key');
  const toast = useToast();
  const key = text.trim();
  const needed = state.settings.provider === 'compatible' ? words.keyOptional : words.keyHelp;
  const help = state.hasKey ? words.keyKept : needed;
  return (
    <SettingRow label={words.key} help={help}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (key === '') return;
          run({ key }, () => {
            setText('');
            toast({ text: words.keySaved });
          });
        }}
      >
        <div className="input input-small settings-text">
          <input
            type="password"
            aria-label={words.key}
            autoComplete="off"
            spellCheck={false}
            maxLength={4000}
            placeholder={state.hasKey ? '••••••••' : ''}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={key === '' || pending}>
          Save
        </Button>
        {state.hasKey ? (
          <Button
            variant="ghost"
            disabled={pending}
            onClick={() => run({ key: null }, () => toast({ text: words.keyRemoved }))}
          >
            Remove
          </Button>
        ) : null}
      </form>
    </SettingRow>
  );
}
