import { request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createAgents } from '#main/http/agents';

it('gives up a proxy that takes a request for a tunnel and never answers', async () => {
  const proxy = createServer((socket) => socket.on('error', () => undefined).resume());
  const closed = new Promise<void>((resolve) =>
    proxy.once('connection', (socket) => socket.once('close', () => resolve())),
  );
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const agents = createAgents(async () => address, 100);
  const { https } = await agents.for('https://provider.test/');
  const failed = new Promise<Error>((resolve) =>
    request('https://provider.test/', { agent: https }).once('error', resolve).end(),
  );
  expect((await failed).message).toBe('Proxy timeout');
  await closed;
});
