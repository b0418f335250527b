import { useCallback, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { AppState } from '#shared/ipc/app';
import { ReportDialog } from '../screens/report/report-dialog';
import { ReportDoor } from '../screens/shared/report-door';
import { ClockBar } from './clock-bar';
import { Palette } from './palette';
import { ProblemNotices } from './problem-notices';
import { SampleBar } from './sample-bar';
import { SCREENS } from './screen-list';
import { ShortcutsDialog } from './shortcuts-dialog';
import { Sidebar } from './sidebar';
import { useLastScreen } from './use-last-screen';
import { useShortcuts } from './use-shortcuts';
import { WindowMessages } from './window-messages';
import './shell.css';

type Overlay = 'none' | 'palette' | 'shortcuts' | 'report';

/** Sidebar, screen, and what may lie over them. */
export function Shell({ state }: { readonly state: AppState }) {
  const [overlay, setOverlay] = useState<Overlay>('none');
  useLastScreen();
  useShortcuts({
    openPalette: () => setOverlay('palette'),
    openShortcuts: () => setOverlay('shortcuts'),
  });
  const close = () => setOverlay('none');
  const openReport = useCallback(() => setOverlay('report'), []);
  return (
    <ReportDoor value={openReport}>
      <div className="shell">
        {state.mode === 'sample' ? <SampleBar /> : null}
        <ClockBar start={state.clockStart} />
        <div className="shell-columns">
          <Sidebar state={state} onSearch={() => setOverlay('palette')} />
          <div className="shell-main">
            <ProblemNotices problems={state.problems} notices={state.notices} />
            <Switch>
              {SCREENS.map(({ path, pattern, component }) => (
                <Route key={path} path={pattern} component={component} />
              ))}
              <Route>
                <Redirect to="/" replace />
              </Route>
            </Switch>
          </div>
        </div>
        <WindowMessages />
        <Palette
          state={state}
          open={overlay === 'palette'}
          onClose={() => setOverlay((now) => (now === 'palette' ? 'none' : now))}
          onShortcuts={() => setOverlay('shortcuts')}
        />
        <ShortcutsDialog platform={state.platform} open={overlay === 'shortcuts'} onClose={close} />
        {overlay === 'report' ? <ReportDialog onClose={close} /> : null}
      </div>
    </ReportDoor>
  );
}
