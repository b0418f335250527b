import './configure-zod';
import '@fontsource-variable/inter/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/text.css';
import './styles/pick.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepStart, keptAnswer, startKey } from '../data/kept-start';
import { askForStart, makeQueryClient } from '../data/query-client';
import { App } from './app';
import { Providers } from './providers';

const client = makeQueryClient();
const { localStorage, location } = window;
keepStart(client, { storage: localStorage, key: startKey(location), now: Math.floor(Date.now() / 1000) });
// Asked before anything is rendered: main answers meanwhile.
askForStart(client, { hash: location.hash, lastScreen: keptAnswer('settings:get')?.lastScreen ?? '/' });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers client={client}>
        <App />
      </Providers>
    </StrictMode>,
  );
}
