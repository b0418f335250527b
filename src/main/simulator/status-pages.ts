import { formatInstant } from '#shared/core/calendar/calendar';
import { type Ask, json, type ProviderCloud, type Reply } from './exchange';
import type { World } from './world';

/**
 * The providers' public pages of incidents, at `/status/<provider>` with the path that each has on its own host: in the
 * form of Statuspage (`/api/v2/status.json`), and in that of incident.io (`/api/v1/summary`) for the whole of Neon and
 * for a region.
 */
export function statusPagesCloud(world: World): ProviderCloud {
  const incident = (ask: Ask): string | undefined => world.scenario.incidents[ask.params['provider'] ?? ''];
  const statuspage = (ask: Ask): Reply => {
    const name = incident(ask);
    const updated = formatInstant(world.now());
    return json({
      page: { id: 'simulated', name: ask.params['provider'], url: '', time_zone: 'Etc/UTC', updated_at: updated },
      status:
        name === undefined
          ? { indicator: 'none', description: 'All Systems Operational' }
          : { indicator: 'major', description: name },
    });
  };
  const part = (ask: Ask, title: string) => {
    const name = incident(ask);
    return {
      page_title: title,
      page_url: '',
      ongoing_incidents: name === undefined ? [] : [{ id: 'simulated', name, status: 'investigating' }],
      in_progress_maintenances: [],
      scheduled_maintenances: [],
    };
  };
  return {
    prefix: '/status',
    routes: [
      { method: 'GET', pattern: '/:provider/api/v2/status.json', handle: statuspage },
      {
        method: 'GET',
        pattern: '/:provider/api/v1/summary',
        handle: (ask) => json({ subpages: [{ summary: part(ask, 'AWS - US East (N. Virginia)') }] }),
      },
      {
        method: 'GET',
        pattern: '/:provider/:region/api/v1/summary',
        handle: (ask) => json(part(ask, ask.params['region'] ?? '')),
      },
    ],
    authorize: () => null,
    refuse: ({ status, message }) => json({ error: message }, status),
  };
}
