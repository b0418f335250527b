import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { ToastProvider } from '../components/toast';
import { CrashBoundary } from './crash-boundary';

/** What every screen may count on: the cache, the address in the hash, toasts, tooltips. */
export function Providers({ client, children }: { readonly client: QueryClient; readonly children: ReactNode }) {
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
