import '../app/configure-zod';
import '@fontsource-variable/inter/opsz.css';
import '../app/styles/tokens.css';
import '../app/styles/base.css';
import '../app/styles/text.css';
import '../app/styles/pick.css';
import { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../app/app';
import { Providers } from '../app/providers';
import { ClockProvider } from '../data/now';
import { makeQueryClient } from '../data/query-client';
import { CardStates } from './card-states';
import { BadgeStates, ButtonStates, ControlStates } from './control-states';
import { fixtureBridge } from './fixture-handlers';
import { NOW } from './fixtures/clock';
import { MeterStates } from './meter-states';
import { OverlayStates } from './overlay-states';
import { PlotStates } from './plot-states';
import { VerdictStates } from './verdict-states';
import './gallery.css';

/**
 * Development only. `?app=own`, `?app=sample` and `?app=empty` show the window itself over fixtures,
 * `&broken=overview:get` lets channels fail; without `app`, every component in every state.
 */
const parameters = new URLSearchParams(window.location.search);
const app = parameters.get('app');
const mode = app === 'sample' || app === 'empty' ? app : 'own';
Object.defineProperty(window, 'headroom', {
  value: fixtureBridge(mode, new Set(parameters.get('broken')?.split(',') ?? [])),
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ClockProvider clock={() => NOW}>
      <Providers client={makeQueryClient()}>{app === null ? <Gallery /> : <App />}</Providers>
    </ClockProvider>,
  );
}

/** Every component in every state, on one page. */
function Gallery() {
  useLayoutEffect(() => {
    document.body.classList.add('gallery-page');
  }, []);
  return (
    <main className="gallery">
      <h1 className="t-title-l">Components and states</h1>
      <div className="gallery-grid">
        <MeterStates />
        <VerdictStates />
        <div className="stack-12">
          <ButtonStates />
          <ControlStates />
          <BadgeStates />
          <OverlayStates />
        </div>
      </div>
      <CardStates />
      <PlotStates />
    </main>
  );
}
