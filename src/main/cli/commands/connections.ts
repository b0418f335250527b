import type { Command } from 'commander';
import { addConnection, removeConnection } from '#main/actions/connect-account';
import { pauseConnection } from '#main/actions/pause-connection';
import { examineConnections } from '#main/collection/examine-connections';
import { connectionJson } from '#main/queries/connections/connection-json';
import { readConnectionList } from '#main/queries/connections/connection-list';
import { readProviderForms } from '#main/queries/connections/connection-views';
import type { AccountSession } from '#main/session/account-session';
import type { TerminalSession } from '#main/session/terminal-session';
import { type Connection, isPaused } from '#shared/domain/connection';
import { formatAge } from '#shared/format/duration';
import {
  allPaused,
  connected,
  connectionPaused,
  disconnected,
  NAME_OR_ALL,
  NO_CONNECTIONS,
  ofEnvironment,
  removesConnection,
  SAMPLE_IS_FIXED,
  secretInArguments,
  tested,
  unknownField,
  whichConnection,
  whichProvider,
} from '#shared/words/terminal';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';
import { typedFields } from '../typed-fields';

interface AddOptions extends DataOptions {
  readonly set: Readonly<Record<string, string>>;
  readonly scope?: string;
}

interface PauseOptions extends DataOptions {
  readonly all?: boolean;
}

interface RemoveOptions extends DataOptions {
  readonly yes?: boolean;
}

export function addConnections(program: Command, finish: Finish): void {
  const connections = dataCommand(program, 'connections', 'the accounts and stores that are watched', [
    'headroom connections add vercel',
    'echo "token=$VERCEL_TOKEN" | headroom connections add vercel --scope team_abc',
    'headroom connections pause redis-1',
  ]).action(async (options: DataOptions) =>
    finish(await withSession(options, ({ account }) => list(account, options))),
  );
  dataCommand(connections, 'add', 'connect an account; keys are asked for, or read from standard input as KEY=VALUE', [
    'headroom connections add vercel',
    'echo "token=$VERCEL_TOKEN" | headroom connections add vercel --scope team_abc',
  ])
    .argument('<provider>', 'such as vercel, redis, postgres, openai, anthropic')
    .option('--set <key=value>', 'a field that is not secret; may be repeated', pair, {})
    .option('--scope <id>', 'the team, where the key sees several')
    .action(async (provider: string, options: AddOptions) =>
      finish(await withSession(options, (session) => add(session, provider, options))),
    );
  dataCommand(connections, 'test', 'ask one account, or all, who it is, right now', ['headroom connections test'])
    .argument('[account]', 'its id or title')
    .action(async (name: string | undefined, options: DataOptions) =>
      finish(await withSession(options, ({ account }) => test(account, name, options))),
    );
  for (const [verb, paused, what] of [
    ['pause', true, 'leave an account alone until it is resumed; what was read stays'],
    ['resume', false, 'read an account again that was paused'],
  ] as const) {
    dataCommand(connections, verb, what, [`headroom connections ${verb} redis-1`, `headroom connections ${verb} --all`])
      .argument('[account]', 'its id or title')
      .option('--all', 'all of them')
      .action(async (name: string | undefined, options: PauseOptions) =>
        finish(await withSession(options, ({ account }) => pause(account, name, paused, options))),
      );
  }
  dataCommand(connections, 'remove', 'remove an account with its key and all that was read of it', [
    'headroom connections remove redis-1 --yes',
  ])
    .argument('<account>', 'its id or title')
    .option('--yes', 'do it: this cannot be undone')
    .action(async (name: string, options: RemoveOptions) =>
      finish(
        await withSession(options, (session) =>
          withConnection(session.account, name, (connection) => remove(session, connection, options)),
        ),
      ),
    );
}

async function pause(
  account: AccountSession,
  name: string | undefined,
  paused: boolean,
  options: PauseOptions,
): Promise<ExitCode> {
  if ((name === undefined) !== (options.all === true)) {
    return wrong(NAME_OR_ALL);
  }
  if (name !== undefined) {
    return withConnection(account, name, async ({ id, title }) => {
      await account.act(pauseConnection, id, paused);
      answer(options, { id, paused }, connectionPaused(title, paused));
      return EXIT.fine;
    });
  }
  const ids = (await account.ask(readConnectionList)).map(({ connection }) => connection.id);
  for (const id of ids) {
    await account.act(pauseConnection, id, paused);
  }
  answer(options, { ids, paused }, allPaused(ids.length, paused));
  return EXIT.fine;
}

async function list(account: AccountSession, options: DataOptions): Promise<ExitCode> {
  const rows = await account.ask(readConnectionList);
  if (options.json) {
    printJson(rows.map(connectionJson));
  } else if (rows.length === 0) {
    print(NO_CONNECTIONS);
  } else {
    const now = account.clock.now();
    const cells = rows.map(({ connection, view }) => [
      view.id,
      view.providerTitle,
      view.title,
      view.planName ?? '–',
      isPaused(connection) ? 'paused' : '',
      view.lastGoodAt === null ? 'never' : formatAge(Math.max(0, now - view.lastGoodAt)),
    ]);
    print(table(['Id', 'Provider', 'Title', 'Plan', '', 'Read'], cells));
  }
  return EXIT.fine;
}

async function add(
  { account, secrets }: TerminalSession,
  provider: string,
  { set, scope, ...options }: AddOptions,
): Promise<ExitCode> {
  const forms = account.ask(readProviderForms);
  const form = forms.find(({ id }) => id === provider);
  if (form === undefined) {
    return wrong(
      whichProvider(
        provider,
        forms.map(({ id }) => id),
      ),
    );
  }
  if (secrets === null) {
    return wrong(SAMPLE_IS_FIXED);
  }
  const open = form.fields.filter(({ secret }) => !secret).map(({ key }) => key);
  for (const key of Object.keys(set)) {
    if (form.fields.some((field) => field.key === key && field.secret)) {
      return wrong(secretInArguments(key));
    }
    if (!open.includes(key)) {
      return wrong(unknownField(key, open));
    }
  }
  const values = { ...set, ...(await typedFields(form.fields)) };
  const added = await account.act(addConnection, secrets, { provider, values, scope: scope ?? null });
  if (!added.ok) {
    tellFailure(added.failure);
    return added.failure.code === 'invalid-input' ? EXIT.wrongUse : EXIT.failure;
  }
  const { id, title } = added.value;
  answer(options, { id, provider, title }, connected(title, id));
  return EXIT.fine;
}

async function test(account: AccountSession, name: string | undefined, options: DataOptions): Promise<ExitCode> {
  if (name === undefined) {
    const all = await account.ask(readConnectionList);
    return examine(
      account,
      all.map(({ connection }) => connection),
      options,
    );
  }
  return withConnection(account, name, (connection) => examine(account, [connection], options));
}

async function examine(
  account: AccountSession,
  connections: readonly Connection[],
  options: DataOptions,
): Promise<ExitCode> {
  if (connections.length === 0) {
    tell(NO_CONNECTIONS);
    return EXIT.nothingCollected;
  }
  const ids = connections.map(({ id }) => id);
  const examined = await account.act(examineConnections, ids);
  if (options.json) {
    printJson(
      examined.map(({ connection, live }) => ({
        id: connection.id,
        ok: live.ok,
        ...(live.ok ? { account: live.value.title } : { failure: live.failure }),
      })),
    );
  } else {
    for (const { connection, live } of examined) {
      if (live.ok) {
        print(tested(connection.title, live.value.title));
      } else {
        tellFailure({ ...live.failure, message: `${connection.title}: ${live.failure.message}` });
      }
    }
  }
  return examined.every(({ live }) => live.ok) ? EXIT.fine : EXIT.failure;
}

async function remove(
  { account, secrets, fromEnvironment }: TerminalSession,
  { id, title }: Connection,
  options: RemoveOptions,
): Promise<ExitCode> {
  if (secrets === null) {
    return wrong(SAMPLE_IS_FIXED);
  }
  if (fromEnvironment.includes(id)) {
    return wrong(ofEnvironment(title));
  }
  if (options.yes !== true) {
    return wrong(removesConnection(title));
  }
  const removed = await account.act(removeConnection, secrets, id);
  if (!removed.ok) {
    tellFailure(removed.failure);
    return EXIT.failure;
  }
  answer(options, { removed: id }, disconnected(title));
  return EXIT.fine;
}

async function withConnection(
  account: AccountSession,
  name: string,
  work: (connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  const all = (await account.ask(readConnectionList)).map(({ connection }) => connection);
  const byTitle = all.filter(({ title }) => title === name);
  const found = all.find(({ id }) => id === name) ?? (byTitle.length === 1 ? byTitle[0] : undefined);
  return found === undefined
    ? wrong(
        whichConnection(
          name,
          all.map(({ id }) => id),
        ),
      )
    : work(found);
}

function answer({ json }: DataOptions, value: unknown, sentence: string): void {
  if (json) {
    printJson(value);
  } else {
    print(sentence);
  }
}

function wrong(sentence: string): ExitCode {
  tell(sentence);
  return EXIT.wrongUse;
}

function pair(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [key = '', ...value] = text.split('=');
  return { ...before, [key]: value.join('=') };
}
