import './configure-zod';
import '@fontsource-variable/inter/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/text.css';
import './styles/pick.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepStart, startKey } from '../data/kept-start';
import { askForStart, makeQueryClient } from '../data/query-client';
import { App } from './app';
import { Providers } from './providers';

// Asked before anything is rendered: main answers meanwhile.
const client = makeQueryClient();
askForStart(client);
keepStart(client, window.localStorage, startKey(window.location), Math.floor(Date.now() / 1000));

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
