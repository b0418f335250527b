import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import type { LimitList } from '#shared/ipc/limits';
import type { Overview } from '#shared/ipc/overview';
import { ClockProvider } from '../../src/renderer/data/now';
import { LimitsScreen } from '../../src/renderer/screens/limits/limits-screen';
import { OverviewScreen } from '../../src/renderer/screens/overview/overview-screen';

/** The overview as a browser gets it, from the answer of its channel; but for the chart, which is a picture. */
export function overviewPage(overview: Overview, now: Instant): string {
  return rendered(<OverviewScreen />, now, ['overview:get', { ...overview, chart: null }]);
}

/** The page of limits as a browser gets it, from the answer of its channel. */
export function limitsPage(limits: LimitList, now: Instant): string {
  return rendered(<LimitsScreen />, now, ['limits:list', limits]);
}

function rendered(screen: ReactNode, now: Instant, [channel, answer]: readonly [string, unknown]): string {
  const client = new QueryClient();
  // What goes through the bridge is a copy.
  client.setQueryData([channel, null], structuredClone(answer));
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ClockProvider clock={() => now}>
        <Router ssrPath="/">{screen}</Router>
      </ClockProvider>
    </QueryClientProvider>,
  );
}
