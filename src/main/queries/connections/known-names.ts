import type { MaskedName } from '#shared/core/proof/masking/masking';
import type { Connection } from '#shared/domain/connection';
import type { ReadParts } from '../read-parts';

/** Settings of a connection that name something of the person's own, by what they name. */
const NAMING_SETTINGS: readonly (readonly [pattern: RegExp, kind: MaskedName['kind']])[] = [
  [/url|host|address|endpoint/i, 'host'],
  [/email|user|owner/i, 'person'],
  [/team|org|account|project|store|database|slug|name/i, 'account'],
];

/** Every name of the person's own that is stored: projects, accounts, stores, hosts, deployments, persons. */
export async function readKnownNames({ store }: Pick<ReadParts, 'store'>): Promise<readonly MaskedName[]> {
  const [connections, projects, stores, series, budgets, channels, recommendations] = await Promise.all([
    store.connections.list(),
    store.facts.projects(),
    store.facts.stores(),
    store.samples.listSeries(),
    store.budgets.list(),
    store.channels.list(),
    store.recommendations.list(),
  ]);
  const names: MaskedName[] = [];
  const add = (kind: MaskedName['kind'], ...all: readonly (string | null | undefined)[]) => {
    names.push(...named(kind, ...all));
  };
  for (const connection of connections) names.push(...namesOfConnection(connection));
  for (const { name, projectId } of projects) add('project', name, projectId);
  for (const one of stores) add('project', one.name, one.storeId);
  for (const { projectId } of series) add('project', projectId);
  for (const { scope, key } of budgets)
    add(scope === 'project' ? 'project' : 'account', scope === 'service' ? null : key);
  for (const { title, target } of channels) add('person', title, target);
  for (const { names: told } of recommendations) add('account', told.account);
  return names;
}

function namesOfConnection({ id, title, settings }: Connection): readonly MaskedName[] {
  // `redis-1` tells nothing; `sample-acme` might.
  const own = /^[a-z-]+-(\d+|env)$/.test(id) ? [title] : [title, id];
  const told = Object.entries(settings).flatMap(([key, value]) => {
    const kind = NAMING_SETTINGS.find(([pattern]) => pattern.test(key))?.[1];
    return kind === undefined ? [] : value.split(',').flatMap((part) => named(kind, part, hostOf(part)));
  });
  return [...named('account', ...own), ...told];
}

function named(kind: MaskedName['kind'], ...all: readonly (string | null | undefined)[]): MaskedName[] {
  return all.flatMap((name) => (name ? [{ kind, name }] : []));
}

function hostOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).hostname : null;
}
