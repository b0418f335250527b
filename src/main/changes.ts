import type { EventName, EventPayload } from '#shared/ipc/events';

/** Tells window, tray and delivery what changed, so that nobody polls inside one process. */
export interface Changes {
  emit<Name extends EventName>(event: Name, payload: EventPayload<Name>): void;
  /** Returns the function that stops listening. A listener that throws does not stop the others. */
  on<Name extends EventName>(event: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

export function createChanges(onListenerError: (error: unknown) => void = () => undefined): Changes {
  const listeners: { [Name in EventName]: Set<(payload: EventPayload<Name>) => void> } = {
    changed: new Set(),
    'assistant-answer': new Set(),
    'collection-progress': new Set(),
    'data-progress': new Set(),
    'drill-progress': new Set(),
    'report-progress': new Set(),
    message: new Set(),
    navigate: new Set(),
  };
  return {
    emit(event, payload) {
      for (const listener of listeners[event]) {
        try {
          listener(payload);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    on(event, listener) {
      listeners[event].add(listener);
      return () => void listeners[event].delete(listener);
    },
  };
}
