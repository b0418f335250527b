import { contextBridge, ipcRenderer } from 'electron';
import type { HeadroomBridge } from '#shared/ipc/contract';

/** The same as `CHANNEL_PREFIX` of the contract, which is not imported: no schema belongs in here. */
const prefix = 'headroom:';

const bridge: HeadroomBridge = {
  invoke: (channel, input) => ipcRenderer.invoke(prefix + String(channel), input),
  on(event, listener) {
    const name = prefix + String(event);
    const relay = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(name, relay);
    return () => ipcRenderer.removeListener(name, relay);
  },
};

contextBridge.exposeInMainWorld('headroom', bridge);
