import { useState } from 'react';
import type { ChannelKind } from '#shared/domain/channel';
import type { Failure } from '#shared/domain/failure';
import type { ChannelDraft, ChannelKindView, OwnChannelView } from '#shared/ipc/channels';
import { CHANNEL_HELP, CHANNEL_TITLES, channelPage, testWords } from '#shared/words/channel';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Field, FieldError, SelectField } from '../../../components/field';
import { StatusIcon } from '../../../components/status-icon';
import { useToast } from '../../../components/toast';
import { failureOf } from '../../../data/call-channel';
import { useAction } from '../../../data/use-action';
import { useQueryChannel } from '../../../data/use-query-channel';
import { QueryView } from '../../shared/query-view';
import { ChannelFields, withChoices } from './channel-fields';

interface ChannelDialogProps {
  /** Null: a new one. */
  readonly channel: OwnChannelView | null;
  readonly kinds: readonly ChannelKindView[];
  readonly onClose: () => void;
}

/** Sets a channel up, or changes one; a test can be sent before it is saved. */
export function ChannelDialog({ channel, kinds, onClose }: ChannelDialogProps) {
  return channel === null ? (
    <ChannelForm channel={null} kinds={kinds} kept={[]} initial={{}} onClose={onClose} />
  ) : (
    <KeptChannelForm channel={channel} kinds={kinds} onClose={onClose} />
  );
}

function KeptChannelForm({ channel, kinds, onClose }: ChannelDialogProps & { readonly channel: OwnChannelView }) {
  const values = useQueryChannel('channels:values', { id: channel.id });
  return values.data === undefined ? (
    <Dialog open onClose={onClose} title="Edit the channel" actions={<Button onClick={onClose}>Cancel</Button>}>
      <QueryView query={values} what="The channel" skeleton={null}>
        {() => null}
      </QueryView>
    </Dialog>
  ) : (
    <ChannelForm
      channel={channel}
      kinds={kinds}
      kept={values.data.kept}
      initial={values.data.values}
      onClose={onClose}
    />
  );
}

interface ChannelFormProps extends ChannelDialogProps {
  /** Keys of secrets that are kept: they may stay empty. */
  readonly kept: readonly string[];
  readonly initial: Readonly<Record<string, string>>;
}

function ChannelForm({ channel, kinds, kept, initial, onClose }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'email');
  const [title, setTitle] = useState(channel?.title ?? '');
  const [entered, setEntered] = useState(initial);
  const save = useAction('channels:save');
  const test = useAction('channels:test-draft');
  const toast = useToast();
  const view = kinds.find(({ id }) => id === kind);
  const values = withChoices(view, entered);
  const draft: ChannelDraft = { id: channel?.id ?? null, kind, title, values };
  const busy = save.isPending || test.isPending;
  const failure = failureIn(save.error) ?? failureIn(test.error);
  const forget = () => {
    save.reset();
    test.reset();
  };
  const submit = () => {
    test.reset();
    save.mutate(draft, {
      onSuccess: ({ target }) => {
        toast({ text: `Saved: alerts are told to ${target}` });
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={channel === null ? 'Add a channel' : 'Edit the channel'}
      description={CHANNEL_HELP[kind]}
      actions={
        <>
          <Button
            onClick={() => {
              save.reset();
              test.mutate(draft);
            }}
            disabled={busy}
          >
            {test.isPending ? 'Sending …' : 'Send a test'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="channel-form" disabled={busy}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="channel-form"
        className="channel-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {channel === null ? (
          <SelectField
            label="Kind of channel"
            value={kind}
            onChange={(event) => {
              const next = kinds.find(({ id }) => id === event.target.value);
              if (next) setKind(next.id);
              forget();
            }}
          >
            {kinds.map(({ id }) => (
              <option key={id} value={id}>
                {CHANNEL_TITLES[id]}
              </option>
            ))}
          </SelectField>
        ) : null}
        {view ? (
          <ChannelFields
            kind={view}
            values={values}
            kept={kept}
            onChange={(key, value) => {
              setEntered((before) => ({ ...before, [key]: value }));
              forget();
            }}
          />
        ) : null}
        <Field
          label="Name"
          help={channelPage.name}
          maxLength={60}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <FieldError id="channel-failure" text={failure && `${failure.message} ${failure.action}`} />
        {test.data ? <TestResult {...test.data} /> : null}
      </form>
    </Dialog>
  );
}

function failureIn(error: unknown): Failure | null {
  return error instanceof Error ? failureOf(error) : null;
}

function TestResult({ outcome, reason }: { readonly outcome: string; readonly reason: string }) {
  return (
    <p className="channel-last t-small" role="status">
      <StatusIcon tone={outcome === 'shown' && reason === '' ? 'ok' : 'warning'} size={14} />
      {testWords({ outcome, reason })}
    </p>
  );
}
