import { isIPv4 } from 'node:net';

/** Whether what listens at this address can be reached from this computer alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}

/** The same of a Host header: `localhost:4646`, `127.0.0.1`, `[::1]:4646`. */
export function isLoopbackHost(header: string): boolean {
  const name = /^(?:\[([\da-f:]+)\]|([^:]+))(?::\d+)?$/i.exec(header.trim());
  return name !== null && isLoopback((name[1] ?? name[2] ?? '').toLowerCase());
}
