import { useState } from 'react';
import { ASSISTANT_PROVIDERS, type AssistantSettings } from '#shared/domain/assistant';
import type { AssistantStateView } from '#shared/ipc/assistant';
import { ASSISTANT_PROVIDER_TITLES, assistantSettings as words } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { SelectField } from '../../components/field';
import { SettingRow } from '../../components/setting-row';
import { StatusIcon } from '../../components/status-icon';
import { Switch } from '../../components/switch';
import { useToast } from '../../components/toast';
import { useAction } from '../../data/use-action';
import { useQueryChannel } from '../../data/use-query-channel';
import { LogDialog } from '../assistant/log-dialog';
import { PreviewDialog } from '../assistant/preview-dialog';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { AssistantKeyRow } from './assistant-key-row';
import { SavedField } from './saved-field';

/** Which model may word, weigh and answer, what leaves, and what it may cost. Off until it is turned on. */
export function AssistantSection({ headingId }: { readonly headingId: string }) {
  const state = useQueryChannel('assistant:state', null);
  return (
    <>
      <SectionHead title="AI" id={headingId} />
      <QueryView query={state} what="The settings of the model" skeleton={null}>
        {(known) => <Rows state={known} />}
      </QueryView>
    </>
  );
}

function Rows({ state }: { readonly state: AssistantStateView }) {
  const { settings, inSample } = state;
  const { run } = useToldAction('assistant:set');
  const toast = useToast();
  const [open, setOpen] = useState<'preview' | 'log' | null>(null);
  const save = (change: Partial<AssistantSettings>) =>
    run(change, () => {
      const before = Object.fromEntries(
        Object.keys(change).map((key) => [key, settings[key as keyof typeof settings]]),
      );
      toast({ text: 'Saved', action: { label: 'Undo', run: () => run(before) } });
    });
  const isOwnServer = settings.provider === 'compatible';
  return (
    <Card>
      <SettingRow label={words.enabled} help={inSample ? words.inSample : words.enabledHelp}>
        <Switch label={words.enabled} checked={settings.enabled} onChange={(enabled) => save({ enabled })} />
      </SettingRow>
      {settings.enabled ? (
        <>
          <SettingRow label={words.provider} help={words.providerHelp}>
            <SelectField
              label={words.provider}
              value={settings.provider}
              onChange={(event) => {
                const provider = ASSISTANT_PROVIDERS.find((one) => one === event.target.value);
                if (provider !== undefined) save({ provider, model: '' });
              }}
            >
              {ASSISTANT_PROVIDERS.map((one) => (
                <option key={one} value={one}>
                  {ASSISTANT_PROVIDER_TITLES[one]}
                </option>
              ))}
            </SelectField>
          </SettingRow>
          {isOwnServer ? (
            <SavedField
              label={words.address}
              help={words.addressHelp}
              placeholder="http://127.0.0.1:11434/v1"
              value={settings.address}
              onSave={(address) => save({ address })}
            />
          ) : null}
          <SavedField
            key={settings.provider}
            label={words.model}
            help={words.modelHelp[settings.provider]}
            placeholder={words.modelExample[settings.provider]}
            value={settings.model}
            onSave={(model) => save({ model })}
          />
          {inSample ? null : <AssistantKeyRow state={state} />}
          <TestRow />
          <SavedField
            label={words.cap}
            help={[words.capHelp, state.priceNote || sentenceOf(state.spent)].filter(Boolean).join(' ')}
            unit="USD"
            value={String(settings.capUsd)}
            wrong={(text) => (isAmount(text, 10_000) ? null : words.capWrong)}
            onSave={(text) => save({ capUsd: Number(text) })}
          />
          {state.priceNote === '' ? null : (
            <SavedField
              label={words.capTokens}
              help={words.capTokensHelp}
              unit="tokens"
              value={String(settings.capTokens)}
              wrong={(text) => (isAmount(text, 1e9) && Number.isInteger(Number(text)) ? null : words.capTokensWrong)}
              onSave={(text) => save({ capTokens: Number(text) })}
            />
          )}
        </>
      ) : null}
      <SettingRow label={words.mask} help={words.maskHelp}>
        <Switch label={words.mask} checked={settings.maskNames} onChange={(maskNames) => save({ maskNames })} />
      </SettingRow>
      <SettingRow label={words.leaves} help={words.leavesHelp}>
        <Button onClick={() => setOpen('preview')}>What is sent…</Button>
        <Button variant="ghost" onClick={() => setOpen('log')}>
          Log…
        </Button>
      </SettingRow>
      {open === 'preview' ? <PreviewDialog task="summary" text="" onClose={() => setOpen(null)} /> : null}
      {open === 'log' ? <LogDialog onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

/** Asks the model for one word, and says what came of it. */
function TestRow() {
  const test = useAction('assistant:test');
  return (
    <SettingRow
      label={words.test}
      help={
        <span role="status">
          {test.data === undefined ? (
            words.testHelp
          ) : (
            <span className="row">
              <StatusIcon tone={test.data.ok ? 'ok' : 'warning'} size={14} />
              {test.data.text}
            </span>
          )}
        </span>
      }
    >
      <Button disabled={test.isPending} onClick={() => test.mutate(null)}>
        {test.isPending ? 'Asking …' : 'Test'}
      </Button>
    </SettingRow>
  );
}

/** `$0.12 of $5.00 this month` behind another sentence. */
function sentenceOf(text: string): string {
  return text === '' ? '' : `${text}.`;
}

function isAmount(text: string, most: number): boolean {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= most;
}
