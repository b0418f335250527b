import { X } from 'lucide-react';
import { Toast as Base } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { IconButton } from './button';
import { StatusIcon } from './status-icon';
import './toast.css';

export interface ToastContent {
  readonly text: string;
  /** A warning goes by itself like good news; what is critical stays until it is closed. */
  readonly tone?: 'ok' | 'warning' | 'critical';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastEntry extends ToastContent {
  readonly id: number;
}

const STAY_MS = 6000;
/** Whoever can take something back needs the time to decide it. */
const STAY_WITH_ACTION_MS = 12_000;
const AT_MOST = 2;
const ToastContext = createContext<(content: ToastContent) => void>(() => undefined);

/** Tells something at the foot of the window: six seconds, twelve with an action, until it is closed when it is an error. */
export function useToast(): (content: ToastContent) => void {
  return useContext(ToastContext);
}

/** Room for at most two toasts; a third pushes the oldest out. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [entries, setEntries] = useState<readonly ToastEntry[]>([]);
  const counter = useRef(0);
  const show = useCallback((content: ToastContent) => {
    counter.current += 1;
    const entry = { ...content, id: counter.current };
    setEntries((old) => [...old, entry].slice(-AT_MOST));
  }, []);
  const close = useCallback((id: number) => setEntries((old) => old.filter((entry) => entry.id !== id)), []);
  const list = useMemo(
    () => entries.map((entry) => <OneToast key={entry.id} entry={entry} onClose={() => close(entry.id)} />),
    [entries, close],
  );
  return (
    <ToastContext value={show}>
      <Base.Provider swipeDirection="right" duration={STAY_MS} label="Message">
        {children}
        {list}
        <Base.Viewport className="toasts" label="Messages ({hotkey})" />
      </Base.Provider>
    </ToastContext>
  );
}

function OneToast({ entry, onClose }: { readonly entry: ToastEntry; readonly onClose: () => void }) {
  const { tone = 'ok', action } = entry;
  const stay = action === undefined ? STAY_MS : STAY_WITH_ACTION_MS;
  return (
    <Base.Root
      className="toast"
      type={tone === 'critical' ? 'foreground' : 'background'}
      duration={tone === 'critical' ? Number.POSITIVE_INFINITY : stay}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <StatusIcon tone={tone} />
      <Base.Description className="grow">{entry.text}</Base.Description>
      {action ? (
        <Base.Action altText={action.label} className="link-button t-label" onClick={action.run}>
          {action.label}
        </Base.Action>
      ) : null}
      <Base.Close asChild>
        <IconButton icon={X} label="Close" />
      </Base.Close>
    </Base.Root>
  );
}
