import { useState } from 'react';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import { Segmented } from '../../components/segmented';
import { ConnectForm } from './connect-form';
import { PasteField } from './paste-field';

interface ConnectChooserProps {
  readonly forms: readonly ProviderForm[];
  readonly chosen: string;
  readonly onChoose: (provider: string) => void;
  readonly submitLabel: string;
  /** Offers a field that takes an address or key of any provider. */
  readonly paste?: boolean;
  readonly onBefore?: () => void;
  readonly onConnected: (connection: ConnectionView) => void;
  readonly onVerified?: (verification: VerificationView | null) => void;
}

/** The provider and its form. Something pasted that belongs to another provider changes to that one. */
export function ConnectChooser({ forms, chosen, onChoose, onVerified, paste = false, ...rest }: ConnectChooserProps) {
  const [initial, setInitial] = useState<Readonly<Record<string, string>>>({});
  // A form begins anew with each choice, also when the same provider is recognized again.
  const [round, setRound] = useState(0);
  const form = forms.find(({ id }) => id === chosen);
  const choose = (provider: string, values: Readonly<Record<string, string>>) => {
    if (forms.some(({ id }) => id === provider)) {
      setInitial(values);
      setRound((old) => old + 1);
      onVerified?.(null);
      onChoose(provider);
    }
  };
  return form === undefined ? null : (
    <>
      {paste ? (
        <div className="connect-paste">
          <PasteField onRecognized={choose} />
        </div>
      ) : null}
      <div className="connect-provider">
        <Segmented
          label="Provider"
          value={form.id}
          segments={forms.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(provider) => choose(provider, {})}
        />
      </div>
      <ConnectForm
        key={`${form.id} ${round}`}
        form={form}
        initial={initial}
        onRecognized={choose}
        {...(onVerified === undefined ? {} : { onVerified })}
        {...rest}
      />
    </>
  );
}
