import { expect, it, onTestFinished } from 'vitest';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { collectionContext } from '../support/collection-context';
import { startRedisStandIn } from '../support/redis-stand-in';

// Redis 7.0.15 with a user of its own and no password for the default one, which a second try without the user meets.
const WRONG = '-WRONGPASS invalid username-password pair or user is disabled.\r\n';
const NONE = '-ERR AUTH <password> called without any password configured for the default user. Are you sure?\r\n';

it('a wrong password of a user is told as that, not by what the server says to a try without the user', async () => {
  const server = await startRedisStandIn((command) => (command.length === 3 ? WRONG : NONE));
  onTestFinished(() => server.stop());
  const url = `redis://app:wrong@127.0.0.1:${server.port}`;
  const context = collectionContext({ provider: 'redis', credentials: { url } });
  const { attempts } = await new VercelKVMonitor({ connect: 1_500, visit: 4_000 }).collectMetrics(context);
  expect(attempts[0]).toMatchObject({
    outcome: 'invalid-credential',
    message: 'Redis does not accept the user or the password.',
  });
});
