import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { KeyCap, modifierName } from '../components/key-cap';
import { SCREENS } from './screen-list';
import './palette.css';

interface ShortcutsDialogProps {
  readonly platform: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The list behind `?`. */
export function ShortcutsDialog({ platform, open, onClose }: ShortcutsDialogProps) {
  const modifier = modifierName(platform);
  const rows = [
    { what: 'Find anything', keys: [`${modifier} K`] },
    { what: 'Ask a question', keys: [`${modifier} J`] },
    ...SCREENS.map((screen, index) => ({
      what: screen.title,
      keys: [`${modifier} ${index + 1}`, ...(screen.path === '/settings' ? [`${modifier} ,`] : [])],
    })),
    { what: 'Collect now', keys: [`${modifier} R`] },
    { what: 'In a chart: point, day, ends', keys: ['← →', 'Shift ← →', 'Home End'] },
    { what: 'In a chart: next deployment or plan change', keys: ['D'] },
    { what: 'Along the next 30 days', keys: ['← →'] },
    { what: 'This list', keys: ['?'] },
  ];
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" actions={<Button onClick={onClose}>Close</Button>}>
      <dl className="shortcut-list">
        {rows.map((row) => (
          <div key={row.what} className="shortcut-row">
            <dt>{row.what}</dt>
            <dd className="row">
              {row.keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
