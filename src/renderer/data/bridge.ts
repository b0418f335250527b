import type { HeadroomBridge } from '#shared/ipc/contract';

declare global {
  interface Window {
    /** Put there by the preload; the only way out of this window. */
    readonly headroom: HeadroomBridge;
  }
}

/** The door to the main process. */
export function bridge(): HeadroomBridge {
  return window.headroom;
}
