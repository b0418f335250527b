import { type Ask, bearer, json, type ProviderCloud, type Refusal, type Reply, type Route } from '../exchange';
import type { ScenarioRedis } from '../scenario';
import type { World } from '../world';
import { infoText, redisFigures } from './redis-info';

type Outcome = { readonly result: string | number | null } | { readonly error: string };

/** `https://<store>.upstash.io`: the REST form of each Redis store, under `/upstash/<store>`. */
export function upstashRestCloud(world: World): ProviderCloud {
  return {
    prefix: '/upstash',
    routes: routes(world),
    authorize(ask) {
      const store = storeOf(world, ask.path.split('/')[1] ?? '');
      if (store === null) {
        return json({ error: 'Unauthorized' }, 401);
      }
      const token = bearer(ask);
      if (token === null) {
        return json({ error: 'Unauthorized' }, 401);
      }
      return token === store.token || token === store.readOnlyToken
        ? null
        : json({ error: 'WRONGPASS invalid or missing auth token' }, 401);
    },
    refuse,
  };
}

function refuse({ status, message }: Refusal): Reply {
  return json({ error: status === 401 ? 'Unauthorized' : `ERR ${message}` }, status);
}

function storeOf(world: World, name: string): ScenarioRedis | null {
  return world.scenario.redis.find((store) => store.name === name) ?? null;
}

function routes(world: World): Route[] {
  const whole = (ask: Ask) => answer(ask, run(world, ask, ask.body));
  const named = (ask: Ask) => answer(ask, run(world, ask, [ask.params.command ?? '', ...pathArguments(ask)]));
  return [
    { method: 'POST', pattern: '/:store', handle: whole },
    { method: 'POST', pattern: '/:store/', handle: whole },
    { method: 'POST', pattern: '/:store/pipeline', handle: (ask) => pipeline(world, ask) },
    { method: 'POST', pattern: '/:store/multi-exec', handle: (ask) => pipeline(world, ask) },
    { method: 'GET', pattern: '/:store/:command', handle: named },
    { method: 'POST', pattern: '/:store/:command', handle: named },
    { method: 'GET', pattern: '/:store/:command/:argument', handle: named },
  ];
}

function pathArguments(ask: Ask): string[] {
  return ask.params.argument === undefined ? [] : [ask.params.argument];
}

function answer(ask: Ask, outcome: Outcome): Reply {
  return json(encoded(ask, outcome), 'error' in outcome ? 400 : 200);
}

/** Strings go as base64 where the client asks for it, as the official client does. */
function encoded(ask: Ask, outcome: Outcome): Outcome {
  const wantsBase64 = ask.headers['upstash-encoding'] === 'base64';
  return wantsBase64 && 'result' in outcome && typeof outcome.result === 'string' && outcome.result !== 'OK'
    ? { result: Buffer.from(outcome.result, 'utf8').toString('base64') }
    : outcome;
}

function pipeline(world: World, ask: Ask): Reply {
  if (!Array.isArray(ask.body) || !ask.body.every(Array.isArray)) {
    return json({ error: 'ERR failed to parse pipeline request' }, 400);
  }
  return json(ask.body.map((command) => encoded(ask, run(world, ask, command))));
}

function run(world: World, ask: Ask, command: unknown): Outcome {
  const store = storeOf(world, ask.params.store ?? '');
  if (store === null || !Array.isArray(command) || command.length === 0) {
    return { error: 'ERR failed to parse command' };
  }
  const [name = '', ...rest] = command.map(String);
  const readOnly = bearer(ask) === store.readOnlyToken;
  switch (name.toUpperCase()) {
    case 'PING':
      return { result: rest[0] ?? 'PONG' };
    case 'ECHO':
      return rest.length === 1 ? { result: rest[0] ?? '' } : wrongArguments('echo');
    case 'DBSIZE':
      return { result: redisFigures(world, store, world.now()).keys };
    case 'INFO':
      if (readOnly && !store.readOnlyInfo) {
        return { error: "NOPERM this user has no permissions to run the 'info' command" };
      }
      return rest.length > 1 ? wrongArguments('info') : { result: infoText(world, store, rest[0] ?? '') };
    default:
      return { error: `ERR unknown command '${name}', with args beginning with: ` };
  }
}

function wrongArguments(command: string): Outcome {
  return { error: `ERR wrong number of arguments for '${command}' command` };
}
