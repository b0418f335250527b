import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type MaskedName, maskingOf } from '#shared/core/proof/masking/masking';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/proof/accounts');
const ACCOUNTS = resolve(import.meta.dirname, '../../../accounts');

interface AccountFile {
  readonly team?: { readonly slug: string; readonly id: string };
  readonly user?: { readonly username: string; readonly email: string };
  readonly projects?: readonly { readonly id: string; readonly name: string }[];
}

/** What Ask read of `neon` after some days is beside it as `neon-asked` and `neon-week`. */
function accountOf(name: string): string {
  return `${name.replace(/-(?:asked|week)$/, '')}.json`;
}

/** What the file of an account says of people, teams and projects; the simulator's own names where it says none. */
function namesOf(name: string): readonly MaskedName[] {
  const { team, user, projects } = JSON.parse(readFileSync(resolve(ACCOUNTS, accountOf(name)), 'utf8')) as AccountFile;
  return [
    ...[team?.slug, team?.id].flatMap((one): MaskedName[] => (one === undefined ? [] : [{ kind: 'team', name: one }])),
    ...[user?.username, user?.email].flatMap((one): MaskedName[] =>
      one === undefined ? [] : [{ kind: 'person', name: one }],
    ),
    ...(projects ?? [{ id: 'prj_storefront', name: 'storefront' }]).flatMap(({ id, name: called }): MaskedName[] => [
      { kind: 'project', name: called },
      { kind: 'project', name: id },
    ]),
  ];
}

/** What the tools read; the bill lists accounts. */
type Documents = readonly { readonly value: { readonly accounts?: readonly { readonly title: string }[] } }[];

const accounts = readdirSync(FOLDER)
  .map((file) => file.replace('.json', ''))
  .filter((name) => name !== 'sample');

it('has most accounts of test/accounts, and none beside them', () => {
  const all = readdirSync(ACCOUNTS).filter((file) => file.endsWith('.json'));
  expect(accounts.filter((name) => !all.includes(accountOf(name)))).toEqual([]);
  expect(accounts.length).toBeGreaterThan(20);
});

it.each(accounts)('lets no name of %s leave with what its tools read', (name) => {
  const names = namesOf(name);
  const { documents } = JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8')) as { documents: Documents };
  // Headroom's own list has the titles of accounts too: the team's name is written otherwise than its slug.
  const titles = documents.flatMap(({ value }) => (value.accounts ?? []).map(({ title }) => title));
  const masking = maskingOf([...names, ...titles.map((title): MaskedName => ({ kind: 'account', name: title }))]);
  const masked = JSON.stringify(masking.value(documents));
  for (const { name: one } of names) {
    expect(masked.match(new RegExp(`(?<![\\w-])${one}(?![\\w-])`, 'gi')) ?? [], one).toEqual([]);
  }
  expect(JSON.parse(masking.back(masked))).toEqual(documents);
});
