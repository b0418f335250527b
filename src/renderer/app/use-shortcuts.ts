import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useCollectNow } from '../screens/shared/use-collect-now';
import { SCREENS } from './screen-list';

interface ShortcutTargets {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
  readonly openAsk: () => void;
}

/** The keys that work everywhere. Plain keys are left alone while something is being typed. */
export function useShortcuts(targets: ShortcutTargets): void {
  const [, navigate] = useLocation();
  const { collect } = useCollectNow();
  const latest = useRef({ ...targets, navigate, collect });
  latest.current = { ...targets, navigate, collect };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = shortcutFor(event);
      if (action === null || document.querySelector('[role="dialog"]') !== null) {
        return;
      }
      event.preventDefault();
      const now = latest.current;
      if (typeof action === 'object') {
        now.navigate(action.path);
      } else {
        const run = {
          palette: now.openPalette,
          shortcuts: now.openShortcuts,
          ask: now.openAsk,
          collect: now.collect,
        };
        run[action]();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

type Shortcut = 'palette' | 'shortcuts' | 'ask' | 'collect' | { readonly path: string };

/** What a key press asks for; null for keys that are not the window's. */
export function shortcutFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
    readonly target: EventTarget | null;
  },
): Shortcut | null {
  if (event.altKey) {
    return null;
  }
  if (event.ctrlKey || event.metaKey) {
    return event.shiftKey ? null : chord(event.key.toLowerCase());
  }
  return event.key === '?' && !isTyping(event.target) ? 'shortcuts' : null;
}

function chord(key: string): Shortcut | null {
  if (key === 'k') {
    return 'palette';
  }
  if (key === 'j') {
    return 'ask';
  }
  if (key === 'r') {
    return 'collect';
  }
  if (key === ',') {
    return { path: '/settings' };
  }
  const screen = /^[1-9]$/.test(key) ? SCREENS[Number(key) - 1] : undefined;
  return screen ? { path: screen.path } : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target !== null && 'matches' in target && target instanceof Element && target.matches('input, textarea, select')
  );
}
