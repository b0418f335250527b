import { settableClock } from '#main/clock';
import type { Message } from '#main/delivery/channel';
import type { ChannelTools } from '#main/delivery/channels/channel-kind';
import { client, NOW } from '../../unit/main/http/served';

/** A warning about Redis, as it is told. */
export function message(change: Partial<Message> = {}): Message {
  return {
    key: '6f1c1c1e-3a43-4b54-9d0f-0c4f3f9f6a01',
    kind: 'firing',
    title: 'Redis storage above 75 %',
    body: '25.5 of 30 MB are used on the Free plan, 85 %.',
    severity: 'warning',
    path: '/alerts/12',
    at: NOW,
    alerts: [
      {
        id: 12,
        condition: 'limit',
        service: 'VERCEL_KV',
        metric: 'STORAGE_MB',
        percent: 85,
        value: 25.5,
        limit: 30,
        unit: 'MB',
        since: NOW - 60,
      },
    ],
    ...change,
  };
}

/** The real client, and little patience. */
export const tools: ChannelTools = { clock: settableClock(NOW), http: async () => client(), patienceMs: 400 };

export const never = new AbortController().signal;
