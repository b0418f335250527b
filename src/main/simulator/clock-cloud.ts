import { z } from 'zod';
import type { SettableClock } from '#main/clock';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { type Ask, json, type ProviderCloud, type Reply } from './exchange';

const bodySchema = z.strictObject({ now: z.string().optional(), hold: z.boolean().default(true) });

/**
 * `/_simulator/clock`: the simulator's own door for tests. GET tells its time; PUT `{"now": "2026-11-20T12:00:00Z",
 * "hold": true}` moves it, and holds it there or lets it run on from there. Both keys may be left out.
 */
export function clockCloud(clock: SettableClock): ProviderCloud {
  const shown = () => json({ now: formatInstant(clock.now()) });
  return {
    prefix: '/_simulator',
    routes: [
      { method: 'GET', pattern: '/clock', handle: shown },
      { method: 'PUT', pattern: '/clock', handle: (ask) => move(clock, ask) ?? shown() },
    ],
    authorize: () => null,
    refuse: ({ status, message }) => json({ error: message }, status),
  };
}

function move(clock: SettableClock, ask: Ask): Reply | null {
  const body = bodySchema.safeParse(ask.body ?? {});
  const now = body.success && body.data.now !== undefined ? parseInstant(body.data.now) : clock.now();
  if (!body.success || now === null) {
    return json({ error: 'It takes {"now": "2026-11-20T12:00:00Z", "hold": true}.' }, 400);
  }
  if (body.data.hold) {
    clock.set(now);
  } else {
    clock.run(now);
  }
  return null;
}
