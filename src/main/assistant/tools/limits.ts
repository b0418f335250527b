import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { limitsJson } from '#main/queries/home/limits-json';
import { succeed } from '#shared/domain/failure';
import type { Project } from '#shared/domain/project';
import type { Standing } from '#shared/domain/standing';
import { leftOut, narrowing, toolWords, withoutLimits } from '#shared/words/assistant-tools';
import { namesOf } from '#shared/words/standing';
import { applies, isKnown } from '#shared/words/verdict';
import type { AskedAccount } from '../asked-account';
import { standingFigures } from './figures';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { limitOf, type NamedMetric, namedAccount, namedMetric, namedProjects } from './named';
import { defineTool } from './tool';

/** `limits`: as `headroom limits --json`, without what has no limit. */
export const limitsTool = defineTool({
  name: 'limits',
  ...toolWords.limits,
  input: {
    account: inputs.account,
    metric: inputs.onlyMetric,
    project: inputs.project,
    most: mostInput(10, 50),
  },
  async read(account, { most, ...asked }) {
    const named = await namedParts(account, asked);
    if (!named.ok) {
      return named;
    }
    const ground = await account.ask(readAnswerGround, isKnown);
    const { standings } = ground;
    const reader = { now: account.clock.now() };
    const about = standings.list.filter((standing) => isAbout(standing, named.value));
    const limited = new Set(about.filter(applies).map(({ key }) => key));
    const json = limitsJson(standings, reader).filter(({ key }) => limited.has(key));
    const { shown, left } = fitted(json, most);
    const names = namesOf(standings.list);
    const told = about.filter(({ key }) => shown.some((one) => one.key === key));
    return succeed({
      content: { limits: shown },
      figures: told.flatMap((one) => standingFigures(one, names.get(one.key) ?? one.title, reader)),
      notes: [
        ...groundNotes(ground),
        ...leftOut(left, 'limit', narrowing.limits),
        ...withoutLimits(about.length - limited.size),
      ],
    });
  },
});

interface NamedParts {
  readonly connectionId: string | null;
  readonly metric: NamedMetric | null;
  /** A limit by its own key; a budget has no other. */
  readonly limit: Standing | null;
  readonly projects: readonly Project[] | null;
}

async function namedParts(
  account: AskedAccount,
  asked: { readonly account?: string; readonly metric?: string; readonly project?: string },
) {
  const connection = await namedAccount(account, asked.account);
  if (!connection.ok) {
    return connection;
  }
  const projects = await namedProjects(account, asked.project);
  if (!projects.ok) {
    return projects;
  }
  const name = asked.metric ?? '';
  const limit = /[@#*]/.test(name) ? ((await limitOf(account, name)) ?? null) : null;
  const metric = name === '' || limit !== null ? succeed(null) : await namedMetric(account, name);
  return metric.ok
    ? succeed<NamedParts>({
        connectionId: connection.value?.id ?? null,
        projects: projects.value,
        metric: metric.value,
        limit,
      })
    : metric;
}

function isAbout(standing: Standing, { connectionId, metric, limit, projects }: NamedParts): boolean {
  const { scope } = standing;
  const own = scope.kind === 'everything' ? null : scope.connectionId;
  const ofMetric =
    metric === null ||
    (own === metric.view.connectionId && standing.service === metric.service && standing.metric === metric.metric);
  const ofProject =
    projects === null ||
    (scope.kind === 'project' && projects.some((one) => one.connectionId === own && one.projectId === scope.projectId));
  const isLimit = limit === null || standing.key === limit.key;
  return (connectionId === null || own === connectionId) && ofMetric && ofProject && isLimit;
}
