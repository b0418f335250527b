import type { Command } from 'commander';
import { makeAccessToken, revokeAccessToken } from '#main/actions/access-tokens';
import { readAccessTokens } from '#main/queries/access/access-tokens';
import { formatInstant } from '#shared/core/calendar/calendar';
import { formatDateTime } from '#shared/format/date';
import {
  answersAt,
  NO_TOKENS,
  needsTls,
  needsToken,
  SERVE_WITHOUT_SECRET,
  type ServeRefusal,
  TLS_IN_HALVES,
  TOKEN_SHOWN_ONCE,
  tokenRevoked,
  unknownToken,
} from '#shared/words/serve';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';
import { isLoopback } from '../serve/loopback';
import type { ServePlace } from '../serve/open-server';
import { interrupted, parsePort } from '../until-interrupted';

interface ServeOptions extends DataOptions {
  readonly port: number;
  readonly host: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/** Free of well-known services, and of Prometheus' list of exporters. */
const PORT = 4646;

export function addServe(program: Command, finish: Finish): void {
  const serving = dataCommand(program, 'serve', 'answer cron, Prometheus and programs over HTTP until interrupted', [
    'CRON_SECRET=$(openssl rand -hex 32) headroom serve --port 4646',
    'headroom serve token --name grafana',
  ])
    .option('--port <n>', 'port to listen on; 0 takes a free one', parsePort, PORT)
    .option(
      '--host <address>',
      'address to listen on; off this computer it needs a certificate and a token',
      '127.0.0.1',
    )
    .option('--tls-cert <file>', 'certificate, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .addHelpText('after', SERVE_HELP)
    .action(async (options: ServeOptions) => finish(await serve(options)));
  addTokens(serving, finish);
}

const SERVE_HELP = `
GET /api/cron/collect-metrics   one cycle; Authorization: Bearer $CRON_SECRET
GET /metrics                    for Prometheus: OpenMetrics, or its text format
GET /v1/limits, /v1/bill, /v1/recommendations
                                the JSON of the terminal; Authorization: Bearer TOKEN
GET /healthz                    whether the data can be read`;

async function serve(options: ServeOptions): Promise<ExitCode> {
  const cronSecret = process.env['CRON_SECRET']?.trim() ?? '';
  if (cronSecret === '') {
    return refuse(SERVE_WITHOUT_SECRET);
  }
  const { host, port, tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    return refuse(TLS_IN_HALVES);
  }
  const tls = tlsCert === undefined || tlsKey === undefined ? null : { cert: tlsCert, key: tlsKey };
  const isReachable = !isLoopback(host);
  if (isReachable && tls === null) {
    return refuse(needsTls(host));
  }
  return withSession(options, async ({ account }) => {
    if (isReachable && (await account.ask(readAccessTokens)).length === 0) {
      return refuse(needsToken(host));
    }
    return answerUntilInterrupted({ account, cronSecret, isReachable }, { host, port, tls }, options.json === true);
  });
}

async function answerUntilInterrupted(
  served: Parameters<typeof import('../serve/open-server').openServer>[0],
  place: ServePlace,
  json: boolean,
): Promise<ExitCode> {
  const { openServer } = await import('../serve/open-server');
  const opened = await openServer(served, place);
  if (!opened.ok) {
    tellFailure(opened.failure);
    return EXIT.failure;
  }
  const { url, close } = opened.value;
  const end = interrupted();
  served.account.watch();
  if (json) {
    print(JSON.stringify({ url }));
  } else {
    print(url);
    tell(answersAt(url));
  }
  await end;
  await close();
  return EXIT.fine;
}

function refuse(said: ServeRefusal): ExitCode {
  tell(`${said.message} ${said.action}`);
  return EXIT.wrongUse;
}

/** Tokens that read, and change nothing. */
function addTokens(serving: Command, finish: Finish): void {
  const token = dataCommand(serving, 'token', 'make a token that may read over HTTP; it is shown this once', [
    'headroom serve token --name grafana',
    'headroom serve token revoke 1f2e3d4c',
  ])
    .option('--name <name>', 'whom it is for', 'reader')
    .action(async (options: DataOptions & { readonly name: string }) =>
      finish(
        await withSession(options, async ({ account }) => {
          const made = await account.act(makeAccessToken, options.name);
          if (options.json) {
            printJson({ ...made, createdAt: formatInstant(made.createdAt) });
          } else {
            tell(TOKEN_SHOWN_ONCE);
            print(made.token);
          }
          return EXIT.fine;
        }),
      ),
    );
  dataCommand(token, 'list', 'the tokens that were made and not revoked', ['headroom serve token list']).action(
    async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          const tokens = await account.ask(readAccessTokens);
          if (options.json) {
            printJson(tokens.map((one) => ({ ...one, createdAt: formatInstant(one.createdAt) })));
          } else if (tokens.length === 0) {
            print(NO_TOKENS);
          } else {
            print(
              table(
                ['Id', 'Name', 'Made'],
                tokens.map(({ id, name, createdAt }) => [id, name, formatDateTime(createdAt)]),
              ),
            );
          }
          return EXIT.fine;
        }),
      ),
  );
  dataCommand(token, 'revoke', 'take a token away, from the next request on', ['headroom serve token revoke 1f2e3d4c'])
    .argument('<id>', 'as "serve token list" names it')
    .action(async (id: string, options: DataOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          if (!(await account.act(revokeAccessToken, id))) {
            return refuse(unknownToken(id));
          }
          if (options.json) {
            printJson({ revoked: id });
          } else {
            print(tokenRevoked(id));
          }
          return EXIT.fine;
        }),
      ),
    );
}
