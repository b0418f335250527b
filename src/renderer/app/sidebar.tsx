import { Search, Sparkles } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import type { AppState } from '#shared/ipc/app';
import { Icon } from '../components/icon';
import { KeyCap, modifierName } from '../components/key-cap';
import { Tooltip } from '../components/tooltip';
import { CollectionStatus } from './collection-status';
import { SCREENS, type ScreenEntry } from './screen-list';
import './sidebar.css';
import { useSyncExternalStore } from 'react';

/** Account, search, the screens, and at the foot how collection goes. Below 1040 px a rail of icons. */
interface SidebarProps {
  readonly state: AppState;
  readonly onSearch: () => void;
  readonly onAsk: () => void;
}

export function Sidebar({ state, onSearch, onAsk }: SidebarProps) {
  const narrow = useNarrow();
  const account = state.account?.title ?? 'Headroom';
  return (
    <aside className="sidebar" aria-label="Sidebar">
      <div className="sidebar-strip" aria-hidden="true" />
      <div className="sidebar-account" title={narrow ? account : undefined}>
        <span className="sidebar-monogram" aria-hidden="true">
          {account.slice(0, 1).toLowerCase()}
        </span>
        <span className="grow t-strong t-cut sidebar-word">{account}</span>
        <span className="t-caption t-3 t-nowrap sidebar-word">{state.account?.plan ?? ''}</span>
      </div>
      <button
        type="button"
        className="sidebar-search"
        onClick={onSearch}
        aria-label={narrow ? 'Find anything' : undefined}
      >
        <Icon of={Search} size={14} />
        <span className="grow sidebar-word">Find anything</span>
        <span className="sidebar-word">
          <KeyCap>{`${modifierName(state.platform)} K`}</KeyCap>
        </span>
      </button>
      <button
        type="button"
        className="sidebar-search"
        onClick={onAsk}
        aria-label={narrow ? 'Ask a question' : undefined}
      >
        <Icon of={Sparkles} size={14} />
        <span className="grow sidebar-word">Ask a question</span>
        <span className="sidebar-word">
          <KeyCap>{`${modifierName(state.platform)} J`}</KeyCap>
        </span>
      </button>
      <nav aria-label="Screens" className="sidebar-nav">
        <ul>
          {SCREENS.filter((screen) => !screen.foot).map((screen) => (
            <NavItem key={screen.path} screen={screen} state={state} narrow={narrow} />
          ))}
        </ul>
        <ul>
          {SCREENS.filter((screen) => screen.foot).map((screen) => (
            <NavItem key={screen.path} screen={screen} state={state} narrow={narrow} />
          ))}
        </ul>
      </nav>
      <CollectionStatus narrow={narrow} />
    </aside>
  );
}

interface NavItemProps {
  readonly screen: ScreenEntry;
  readonly state: AppState;
  readonly narrow: boolean;
}

function NavItem({ screen, state, narrow }: NavItemProps) {
  const [current] = useRoute(screen.pattern);
  const count = screen.count?.(state) ?? 0;
  const unread = screen.unread?.(state) ?? 0;
  const name = [
    screen.title,
    ...(count > 0 ? [`${count} open`] : []),
    ...(unread > 0 ? [`${unread} unread`] : []),
  ].join(', ');
  return (
    <li>
      <Tooltip text={screen.title} side="right" disabled={!narrow}>
        <Link
          href={screen.path}
          className="pick nav-item"
          aria-current={current ? 'page' : undefined}
          aria-label={narrow ? name : undefined}
        >
          <Icon of={screen.icon} />
          <span className="sidebar-word">{screen.title}</span>
          {count > 0 ? <span className="nav-count">{count}</span> : null}
          {count > 0 ? <span className="visually-hidden"> open</span> : null}
          {unread > 0 ? (
            <span className="nav-unread">
              <span className="visually-hidden">, {unread} unread</span>
            </span>
          ) : null}
        </Link>
      </Tooltip>
    </li>
  );
}

const QUERY = '(max-width: 1039px)';

/** True below 1040 px, where the window has its narrow layout. */
function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}

function subscribe(notify: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', notify);
  return () => media.removeEventListener('change', notify);
}
