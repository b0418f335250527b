import '../app/configure-zod';
import '@fontsource-variable/inter/opsz.css';
import '../app/styles/tokens.css';
import '../app/styles/base.css';
import '../app/styles/text.css';
import '../app/styles/pick.css';
import { createRoot } from 'react-dom/client';
import { App } from '../app/app';
import { Providers } from '../app/providers';
import { ClockProvider } from '../data/now';
import { makeQueryClient } from '../data/query-client';
import { fixtureBridge } from './fixture-bridge';
import { NOW } from './fixtures/clock';
import { Gallery } from './gallery';

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
