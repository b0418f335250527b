import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useLocation } from 'wouter';
import { z } from 'zod';
import type { AppState } from '#shared/ipc/app';
import { Icon, NamedIcon } from '../components/icon';
import { KeyCap, modifierName } from '../components/key-cap';
import { useNow } from '../data/now';
import { useQueryChannel } from '../data/use-query-channel';
import { useStoredState } from '../data/use-stored-state';
import { useOpenReport } from '../screens/shared/report-door';
import { useCollectNow } from '../screens/shared/use-collect-now';
import { useToldAction } from '../screens/shared/use-told-action';
import { type PaletteEntry, paletteEntries, paletteScore } from './palette-entries';
import './palette.css';

const RECENT_AT_MOST = 4;
const GROUPS = ['Go to', 'Services', 'Actions', 'Settings'] as const;

interface PaletteProps {
  readonly state: AppState;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
  readonly onAsk: () => void;
}

/** Finds any screen, metric or action by typing; opens with what was used last. */
export function Palette({ state, open, onClose, onShortcuts, onAsk }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="scrim" aria-hidden="true" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Find anything</Dialog.Title>
          <PaletteList state={state} onClose={onClose} onShortcuts={onShortcuts} onAsk={onAsk} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ state, onClose, onShortcuts, onAsk }: Omit<PaletteProps, 'open'>) {
  const metrics = useQueryChannel('usage:list', null);
  const [, navigate] = useLocation();
  const { collect } = useCollectNow();
  const openReport = useOpenReport();
  const settings = useToldAction('settings:set');
  const sample = useToldAction('sample:leave');
  const [recent, setRecent] = useStoredState('palette.recent', z.array(z.string()), []);
  const now = useNow();
  const entries = paletteEntries(
    metrics.data ?? [],
    {
      navigate,
      collect,
      openReport,
      setTheme: (theme) => settings.run({ theme }),
      openShortcuts: onShortcuts,
      openAsk: onAsk,
      leaveSample: state.mode === 'sample' ? () => sample.run(null, () => navigate('/')) : null,
    },
    modifierName(state.platform),
    now,
  );
  const choose = (entry: PaletteEntry) => {
    setRecent([entry.id, ...recent.filter((id) => id !== entry.id)].slice(0, RECENT_AT_MOST));
    onClose();
    entry.run();
  };
  const last = recent.flatMap((id) => entries.filter((entry) => entry.id === id));
  return (
    <Command label="Find anything" filter={paletteScore} loop>
      <div className="palette-input">
        <Icon of={Search} />
        <Command.Input placeholder="Screens, services, actions" />
        <KeyCap>Esc</KeyCap>
      </div>
      <Command.List className="palette-list">
        <Command.Empty className="palette-empty t-2">Nothing has this name.</Command.Empty>
        <Recent entries={last} onChoose={choose} />
        {GROUPS.map((group) => (
          <Command.Group key={group} heading={group} className="palette-group">
            {entries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Item key={entry.id} value={entry.id} entry={entry} onChoose={choose} />
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

function Recent({
  entries,
  onChoose,
}: {
  readonly entries: readonly PaletteEntry[];
  readonly onChoose: (entry: PaletteEntry) => void;
}) {
  return entries.length === 0 ? null : (
    <Command.Group heading="Last used" className="palette-group">
      {entries.map((entry) => (
        <Item key={entry.id} value={`last ${entry.id}`} entry={entry} onChoose={onChoose} />
      ))}
    </Command.Group>
  );
}

interface ItemProps {
  readonly value: string;
  readonly entry: PaletteEntry;
  readonly onChoose: (entry: PaletteEntry) => void;
}

function Item({ value, entry, onChoose }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[entry.title, entry.context]}
      onSelect={() => onChoose(entry)}
      className="palette-item"
    >
      {typeof entry.icon === 'string' ? <NamedIcon name={entry.icon} /> : <Icon of={entry.icon} />}
      <span className="t-label">{entry.title}</span>
      <span className="grow t-small t-3 t-cut">{entry.context}</span>
      {entry.keys === '' ? null : <KeyCap>{entry.keys}</KeyCap>}
    </Command.Item>
  );
}
