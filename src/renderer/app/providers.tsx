import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { ToastProvider } from '../components/toast';
import { makeQueryClient } from '../data/query-client';
import { CrashBoundary } from './crash-boundary';

/** What every screen may count on: the cache, the address in the hash, toasts, tooltips. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <CrashBoundary>
      <QueryClientProvider client={client}>
        <Router hook={useHashLocation}>
          <Tooltip.Provider delayDuration={400}>
            <ToastProvider>{children}</ToastProvider>
          </Tooltip.Provider>
        </Router>
      </QueryClientProvider>
    </CrashBoundary>
  );
}
