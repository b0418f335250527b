import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { collectionContext, outcomes } from '../support/collection-context';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { type Answer, bulk, startRedisStandIn } from '../support/redis-stand-in';

const monitor = new VercelKVMonitor({ connect: 1_500, visit: 4_000 });
const servers: { stop(): Promise<void> }[] = [];

async function server(...args: Parameters<typeof startRedisServer>): Promise<RedisServer> {
  const started = await startRedisServer(...args);
  servers.push(started);
  return started;
}

async function standIn(answer: Answer) {
  const started = await startRedisStandIn(answer);
  servers.push(started);
  return started;
}

function collect(url: string) {
  return monitor.collectMetrics(collectionContext({ provider: 'redis', credentials: { url } }));
}

const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

afterEach(async () => {
  for (const one of servers.splice(0)) await one.stop();
});

interface Cause {
  readonly cause: string;
  /** The server's own words; what a real server says is looked up in its source or seen below. */
  readonly words: string;
  readonly url: () => Promise<string>;
  readonly outcome: string;
  readonly sentence: string;
  /** What to do, as the person reads it. */
  readonly command: string;
}

const local = (port: number, login = '') => `redis://${login}127.0.0.1:${port}`;

const CAUSES: readonly Cause[] = [
  {
    cause: 'wrong password',
    words: 'WRONGPASS invalid username-password pair or user is disabled.',
    url: async () => local((await server({ password: 'right' })).port, ':wrong-secret@'),
    outcome: 'invalid-credential',
    sentence: 'does not accept the user or the password',
    command: 'Copy the address again',
  },
  {
    cause: 'no password where one is needed',
    words: 'NOAUTH Authentication required.',
    url: async () => local((await server({ password: 'right' })).port),
    outcome: 'invalid-credential',
    sentence: 'asks for a password, and the address has none',
    command: 'with its password',
  },
  {
    cause: 'a password where there is none',
    words: 'ERR AUTH <password> called without any password configured for the default user.',
    url: async () => local((await server()).port, ':wrong-secret@'),
    outcome: 'invalid-credential',
    sentence: 'this Redis has none',
    command: 'remove the password',
  },
  {
    cause: 'INFO not allowed',
    words: "NOPERM this user has no permissions to run the 'info' command",
    url: async () => {
      const store = await server();
      store.cli('ACL', 'SETUSER', 'poor', 'on', '>pw', '-@all', '+ping');
      return local(store.port, 'poor:pw@');
    },
    outcome: 'not-permitted',
    sentence: 'may not run INFO and PING',
    command: 'ACL SETUSER headroom',
  },
  {
    cause: 'INFO renamed',
    words: "ERR unknown command 'INFO', with args beginning with: ",
    url: async () => local((await server({ args: ['--rename-command', 'INFO', ''] })).port),
    outcome: 'not-permitted',
    sentence: 'knows no INFO',
    command: 'rename',
  },
  {
    cause: 'a script that runs for ever',
    words: 'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.',
    url: async () => {
      const store = await server({ args: ['--lua-time-limit', '50'] });
      const endless = spawn('redis-cli', ['-p', String(store.port), 'EVAL', 'while true do end', '0'], {
        stdio: 'ignore',
      });
      servers.unshift({
        stop: async () => {
          store.cli('SCRIPT', 'KILL');
          endless.kill();
        },
      });
      await wait(400);
      return local(store.port);
    },
    outcome: 'provider-error',
    sentence: 'script',
    command: 'SCRIPT KILL',
  },
  {
    cause: 'TLS to a plain port',
    words: '(it waits, or refuses the greeting as a command)',
    url: async () => `rediss://127.0.0.1:${(await server()).port}`,
    outcome: 'tls',
    sentence: 'speaks no TLS on this port',
    command: 'begins with redis://',
  },
  {
    cause: 'a plain address to a port with TLS',
    words: '(it closes the connection)',
    url: async () => local((await server({ tls: true })).port),
    outcome: 'tls',
    sentence: 'speaks TLS on this port',
    command: 'Begin the address with rediss://',
  },
  {
    cause: 'something else than a Redis',
    words: 'HTTP/1.1 400 Bad Request',
    url: async () => local((await standIn(() => 'HTTP/1.1 400 Bad Request\r\n\r\n')).port),
    outcome: 'bad-response',
    sentence: 'not in the protocol of Redis',
    command: 'tries again',
  },
];

describe('cause, the words of the server, our sentence and what to do', () => {
  it.each(CAUSES)('$cause', async ({ url, outcome, sentence, command }) => {
    const result = await collect(await url());
    expect(outcomes(result)['info']).toBe(outcome);
    expect(result.attempts[0]?.message).toContain(sentence);
    expect(result.attempts[0]?.message + (result.attempts[0]?.action ?? '')).toContain(command);
    expect(JSON.stringify(result)).not.toContain('wrong-secret');
  });

  it('a disk that cannot be written: the state is there, PING is refused (MISCONF)', async () => {
    const store = await server({ args: ['--dir', '/proc', '--save', '3600 1000'] });
    store.cli('SET', 'a', '1');
    store.cli('BGSAVE');
    await wait(500);
    const result = await collect(local(store.port));
    // It does not end before it has saved, unless it need not.
    store.cli('CONFIG', 'SET', 'save', '');
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'provider-error' });
    expect(result.attempts[1]?.message).toContain('cannot save to its disk');
  });

  it('a replica without its master that may not answer from old data (MASTERDOWN)', async () => {
    const store = await server({ args: ['--replicaof', '127.0.0.1 1', '--replica-serve-stale-data', 'no'] });
    const result = await collect(local(store.port));
    // Which of the two commands it refuses depends on the version; none may be told as something else.
    const refused = result.attempts.filter(({ outcome }) => outcome !== 'ok');
    for (const attempt of refused) expect(attempt.message).toContain('lost its master');
    const old = await standIn(
      () => "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.\r\n",
    );
    const told = await collect(local(old.port));
    expect(outcomes(told)).toEqual({ info: 'provider-error', latency: 'provider-error' });
    expect(told.attempts[0]?.action).toContain('replica-serve-stale-data');
  });

  it.runIf(outside !== undefined)('protected mode, from another machine (DENIED)', async () => {
    const store = await server({ args: ['--bind', '0.0.0.0', '--protected-mode', 'yes'] });
    const result = await collect(`redis://${outside}:${store.port}`);
    expect(outcomes(result)['info']).toBe('not-permitted');
    expect(result.attempts[0]?.message).toContain('protected mode');
    expect(result.attempts[0]?.action).toContain('requirepass');
  });
});

describe('servers that do not know what newer ones do', () => {
  // Redis 5.0, src/server.c and src/config.c: AUTH takes one argument, HELLO is not there.
  const redis5: Answer = ([name, ...rest]) => {
    if (name === 'AUTH' && rest.length !== 1) return "-ERR wrong number of arguments for 'auth' command\r\n";
    if (name === 'AUTH') return rest[0] === 'pw' ? '+OK\r\n' : '-ERR invalid password\r\n';
    if (name === 'INFO') return bulk('# Server\r\nredis_version:5.0.14\r\nused_memory:1048576\r\n');
    return name === 'PING' ? '+PONG\r\n' : `-ERR unknown command \`${name}\`, with args beginning with: \r\n`;
  };

  it('Redis 5, with the user that newer addresses have', async () => {
    const store = await standIn(redis5);
    expect(outcomes(await collect(local(store.port, 'default:pw@')))).toEqual({ info: 'ok', latency: 'ok' });
    expect(outcomes(await collect(local(store.port, 'default:no@')))['info']).toBe('invalid-credential');
  });

  it('a server that has no other database than the first: nothing is selected', async () => {
    const store = await standIn(redis5);
    expect(outcomes(await collect(`${local(store.port, ':pw@')}/5`))).toEqual({ info: 'ok', latency: 'ok' });
    expect(new Set(store.commands.map(([name]) => name))).toEqual(new Set(['AUTH', 'INFO', 'PING']));
  });

  it('a real server in the same way, by an address of Valkey', async () => {
    const store = await server({ password: 'pw' });
    expect(outcomes(await collect(`valkey://:pw@127.0.0.1:${store.port}/3`))).toEqual({ info: 'ok', latency: 'ok' });
  });
});

describe('what a full store does', () => {
  it.each([
    ['noeviction', false, 'hard'],
    ['allkeys-lru', false, 'none'],
    ['volatile-lru', true, 'none'],
    ['volatile-lru', false, 'hard'],
  ] as const)('%s, with a key that expires: %s', async (policy, expires, atLimit) => {
    const store = await server({ args: ['--maxmemory', '30mb', '--maxmemory-policy', policy] });
    store.cli('SET', 'a', '1', ...(expires ? ['EX', '1000'] : []));
    const { facts } = await collect(local(store.port));
    expect(facts.limits).toContainEqual(expect.objectContaining({ metric: 'STORAGE_MB', atLimit }));
  });
});
