import { changed } from '#main/http/outcome';
import type { Reading } from '#shared/domain/cycle';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { member, readItems, readOne, together } from '../lenient';
import type { VercelApi } from './client';
import { asksForSignIn } from './failures';
import { teamSchema, type VercelTeam, type VercelToken, type VercelUser } from './schemas';

/** A team with what was not understood of it and of the list that it was found in. */
export interface FoundTeam {
  readonly team: VercelTeam;
  readonly reading: Reading;
}

/** Names of teams that one sentence can hold. */
const MOST_NAMES = 5;

/**
 * The team that is meant by `wanted`, the setting: an id, or a slug. The id or the name of the person, a frequent
 * mistake, means what an empty setting means: the team that the token is made for, else the team that the account
 * starts with, else the only one that the token may read. Where none of these can be read, the failure says which can.
 */
export async function findTeam(
  api: VercelApi,
  wanted: string,
  user: VercelUser,
  token: VercelToken | null,
): Promise<Result<FoundTeam>> {
  const isPerson = wanted === user.id || wanted === user.username;
  return wanted === '' || isPerson ? ownTeam(api, user, token) : chosenTeam(api, wanted);
}

async function chosenTeam(api: VercelApi, wanted: string): Promise<Result<FoundTeam>> {
  const asked = await readTeam(api, wanted);
  if (asked.ok || !isElsewhere(asked.failure)) return asked;
  const list = await readableTeams(api);
  return list.ok ? fail(otherTeam(wanted, list.value.teams)) : asked;
}

async function ownTeam(api: VercelApi, user: VercelUser, token: VercelToken | null): Promise<Result<FoundTeam>> {
  const own = teamsOf(token);
  const likely = own.length === 1 ? own[0] : user.defaultTeamId;
  const first = likely === undefined ? fail(noTeam()) : await readTeam(api, likely);
  if (first.ok || (likely !== undefined && !isElsewhere(first.failure))) return first;
  const list = await readableTeams(api);
  if (!list.ok) return list.failure.code === 'not-permitted' ? first : list;
  const { teams, reading } = list.value;
  const [only, ...others] = teams;
  if (only === undefined) return first;
  if (others.length > 0) return fail(severalTeams(teams));
  const found = await readTeam(api, only.id);
  return found.ok ? succeed({ ...found.value, reading: together(found.value.reading, reading) }) : found;
}

/** One team, by its id or slug. */
async function readTeam(api: VercelApi, idOrSlug: string): Promise<Result<FoundTeam>> {
  // The scope of a request takes ids in one parameter and slugs in another.
  const scope = isTeamId(idOrSlug) ? { teamId: idOrSlug } : { slug: idOrSlug };
  const answer = await api.get(`/v2/teams/${encodeURIComponent(idOrSlug)}`, scope, 'none');
  if (!answer.ok) return answer;
  const { value: team, reading } = readOne(teamSchema, answer.value);
  if (team === null) return fail(changed('Vercel', 'the team'));
  return team.limited === true ? fail(limitedTeam(team.name ?? team.id)) : succeed({ team, reading });
}

/** True for what Vercel calls the id of a team; a slug or the id of a person is none. */
export function isTeamId(text: string): boolean {
  return text.startsWith('team_');
}

/** The teams that a token is made for, as it says itself. */
function teamsOf(token: VercelToken | null): readonly string[] {
  const scopes = token?.scopes ?? [];
  if (scopes.some(({ type }) => type === 'user')) return [];
  return scopes.flatMap(({ type, teamId }) => (type === 'team' && teamId !== undefined ? [teamId] : []));
}

async function readableTeams(
  api: VercelApi,
): Promise<Result<{ readonly teams: readonly VercelTeam[]; readonly reading: Reading }>> {
  const answer = await api.get('/v2/teams', { limit: 100 }, 'none');
  if (!answer.ok) return answer;
  const read = readItems(teamSchema, member(answer.value, 'teams'));
  if (read === null) return fail(changed('Vercel', 'the list of teams'));
  return succeed({ teams: read.items.filter(({ limited }) => limited !== true), reading: read.reading });
}

/** True where the token reads something else, so that it is worth looking what. */
function isElsewhere(failure: Failure): boolean {
  const isRefused = failure.code === 'not-found' || failure.code === 'not-permitted';
  return isRefused && !asksForSignIn(failure);
}

const CHOOSE = 'Write the id of the team (team_…) or its slug under "Team", or make a token for the team.';

function limitedTeam(name: string): Failure {
  return {
    code: 'not-permitted',
    message: `The token is valid, but it is not allowed to read the team ${name}.`,
    action: 'Make a token whose scope is that team, or the full account.',
    retryable: false,
  };
}

function otherTeam(wanted: string, teams: readonly VercelTeam[]): Failure {
  const readable = teams.length === 0 ? 'It reads no team at all.' : `It reads ${namesOf(teams)}.`;
  return {
    code: 'wrong-credential-kind',
    message: `The token does not belong to the team ${wanted}, or the team does not exist. ${readable}`,
    action: CHOOSE,
    retryable: false,
  };
}

function severalTeams(teams: readonly VercelTeam[]): Failure {
  return {
    code: 'wrong-credential-kind',
    message: `The token reads ${teams.length} teams, but not the one that the account starts with: ${namesOf(teams)}.`,
    action: CHOOSE,
    retryable: false,
  };
}

function noTeam(): Failure {
  return {
    code: 'wrong-credential-kind',
    message: 'The token belongs to no team, so it has no usage to read; a token for one project cannot read it either.',
    action: 'Make a token whose scope is the team, or the full account.',
    retryable: false,
  };
}

/** `Acme (team_acme0001) and Partner (team_partner01)`. */
function namesOf(teams: readonly VercelTeam[]): string {
  const names = teams.slice(0, MOST_NAMES).map(({ id, name, slug }) => `${name ?? slug ?? id} (${id})`);
  const more = teams.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}
