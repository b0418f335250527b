import { afterEach } from 'vitest';
import { settableClock } from '#main/clock';
import { type Simulator, type SimulatorOptions, startSimulator } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';

/** Wednesday 18 November 2026, 10:46 UTC: the moment of the mock-ups. */
export const ANCHOR = parseInstant('2026-11-18T10:46:00Z') ?? 0;

const running: Simulator[] = [];

/** Starts a simulator that is closed after the test. */
export async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ scenario: 'sample', clock: settableClock(ANCHOR), ...options });
  running.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Asks a path with the contract's token unless `headers` bring another. */
export async function ask<T>(
  simulator: Simulator,
  path: string,
  init: RequestInit & { readonly token?: string | null } = {},
): Promise<Answer<T>> {
  const headers = new Headers(init.headers);
  if (!headers.has('authorization') && init.token !== null) {
    headers.set('authorization', `Bearer ${init.token ?? 'tok_test01'}`);
  }
  const response = await fetch(simulator.url + path, { ...init, headers });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json;') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export function post(value: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}
