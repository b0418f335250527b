import type { z } from 'zod';
import type { HeadroomBridge } from '#shared/ipc/contract';
import { type EventName, type EventPayload, events } from '#shared/ipc/events';
import { bridge } from './bridge';

/** The events' schemas by name, typed so that a generic name finds its own. */
const payloads: { readonly [Name in EventName]: z.ZodType<EventPayload<Name>> } = events;

/** Listens to main. A payload that does not fit the contract is dropped. Answers the function that stops it. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
  door: HeadroomBridge = bridge(),
): () => void {
  const schema = payloads[name];
  return door.on(name, (raw) => {
    const payload = schema.safeParse(raw);
    if (payload.success) {
      listener(payload.data);
    }
  });
}
