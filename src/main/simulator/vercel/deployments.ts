import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { type Ask, json, limitParameter, listParameter, type Reply, type Route } from '../exchange';
import { hexText, noise } from '../noise';
import type { ScenarioProject } from '../scenario';
import type { World } from '../world';
import { badRequest, notFound, pageOf, timeParameter } from './respond';

/** A deployment of the story; times in epoch milliseconds. */
export interface StoryDeployment {
  readonly id: string;
  readonly number: number;
  readonly project: ScenarioProject;
  readonly created: number;
  readonly buildingAt: number;
  readonly ended: number;
  readonly failed: boolean;
  readonly production: boolean;
  readonly message: string;
}

const MESSAGES = [
  'Fix cart totals',
  'Faster search',
  'New pricing page',
  'Update packages',
  'Cache product list',
  'Reword checkout',
  'Trim images',
];

/** Deployments of `project` created in the UTC day `day` (counted from the anchor's), newest first. */
export function deploymentsOnDay(world: World, project: ScenarioProject, day: number): StoryDeployment[] {
  if (day < Math.max(project.createdDay, -world.scenario.historyDays)) {
    return [];
  }
  const { seed } = world.scenario;
  const key = `deployment|${project.name}`;
  const start = world.dayStart(day);
  const wanted = project.deploymentsPerDay * (0.5 + noise(seed, key, day));
  const count = Math.floor(wanted) + (noise(seed, `${key}|part`, day) < wanted % 1 ? 1 : 0);
  const slots = Array.from({ length: count }, (_, slot) => ({
    at: start + Math.floor(((slot + noise(seed, `${key}|at`, day * 64 + slot)) / count) * DAY),
    message: MESSAGES[Math.floor(noise(seed, `${key}|text`, day * 64 + slot) * MESSAGES.length)] ?? 'Update',
    marked: false,
  }));
  const marks = project.marked
    .filter((mark) => mark.day === day)
    .map((mark) => ({ at: start + Math.floor(mark.hour * HOUR), message: mark.message, marked: true }));
  return [...slots, ...marks]
    .sort((a, b) => a.at - b.at)
    .map((slot, index) => {
      const number = day * 64 + index;
      const created = slot.at * 1000;
      const buildingAt = created + 1_500 + Math.floor(noise(seed, `${key}|queue`, number) * 4_000);
      const seconds = project.buildSeconds * (0.75 + 0.5 * noise(seed, `${key}|build`, number));
      return {
        id: `dpl_${hexText(seed, key, number, 24)}`,
        number,
        project,
        created,
        buildingAt,
        ended: buildingAt + Math.round(seconds) * 1000,
        failed: !slot.marked && noise(seed, `${key}|fail`, number) < project.failing,
        production: slot.marked || noise(seed, `${key}|target`, number) < 0.4,
        message: slot.message,
      };
    })
    .reverse();
}

/** Deployments of `projects` that exist now, newest first, created before `before` (ms), as they are asked for. */
export function* deploymentsBefore(
  world: World,
  projects: readonly ScenarioProject[],
  before: number,
): Generator<StoryDeployment> {
  const oldest = -world.scenario.historyDays;
  const nowMs = world.now() * 1000;
  const limit = Math.min(before, nowMs + 1);
  for (let day = world.dayOffset(Math.floor(limit / 1000)); day >= oldest; day -= 1) {
    const found = projects
      .flatMap((project) => deploymentsOnDay(world, project, day))
      .filter((deployment) => deployment.created < limit)
      .sort((a, b) => b.created - a.created);
    yield* found;
  }
}

type State = 'QUEUED' | 'BUILDING' | 'READY' | 'ERROR';

function stateAt(deployment: StoryDeployment, now: Instant): State {
  const nowMs = now * 1000;
  if (nowMs < deployment.buildingAt) {
    return 'QUEUED';
  }
  if (nowMs < deployment.ended) {
    return 'BUILDING';
  }
  return deployment.failed ? 'ERROR' : 'READY';
}

/** A deployment as the lists show it. */
export function shownDeployment(world: World, deployment: StoryDeployment): Record<string, unknown> {
  const { user, team, seed } = world.scenario;
  const { project } = deployment;
  const state = stateAt(deployment, world.now());
  const short = deployment.id.slice(4, 13);
  return {
    uid: deployment.id,
    name: project.name,
    projectId: project.id,
    url: `${project.name}-${short}-${team.slug}.vercel.app`,
    type: 'LAMBDAS',
    created: deployment.created,
    createdAt: deployment.created,
    ...(state === 'QUEUED' ? {} : { buildingAt: deployment.buildingAt }),
    ...(state === 'READY' ? { ready: deployment.ended } : {}),
    state,
    readyState: state,
    ...(state === 'READY' ? { readySubstate: deployment.production ? 'PROMOTED' : 'STAGED' } : {}),
    target: deployment.production ? 'production' : null,
    source: 'git',
    creator: { uid: user.id, username: user.username, email: user.email },
    inspectorUrl: `https://vercel.com/${team.slug}/${project.name}/${short}`,
    meta: {
      githubCommitRef: deployment.production ? 'main' : 'work',
      githubCommitSha: hexText(seed, `commit|${project.name}`, deployment.number, 40),
      githubCommitMessage: deployment.message,
    },
  };
}

export function deploymentRoutes(world: World): Route[] {
  const list = (ask: Ask) => listDeployments(world, ask);
  return [
    { method: 'GET', pattern: '/v6/deployments', handle: list },
    { method: 'GET', pattern: '/v7/deployments', handle: list },
    { method: 'GET', pattern: '/v13/deployments/:id', handle: (ask) => oneDeployment(world, ask) },
  ];
}

function listDeployments(world: World, ask: Ask): Reply {
  const { query } = ask;
  const limit = limitParameter(query, 20, 100);
  if (limit === null) {
    return badRequest('`limit` must be between 1 and 100.');
  }
  const names = [
    ...listParameter(query, 'projectId'),
    ...listParameter(query, 'projectIds'),
    ...listParameter(query, 'app'),
  ];
  const projects = world.projects.filter(
    (project) => names.length === 0 || names.includes(project.id) || names.includes(project.name),
  );
  const states = listParameter(query, 'state');
  const target = query.get('target');
  const since = timeParameter(query, ['since']) ?? 0;
  const until = timeParameter(query, ['until']) ?? Number.POSITIVE_INFINITY;
  const found: Record<string, unknown>[] = [];
  for (const deployment of deploymentsBefore(world, projects, Math.min(until, world.now() * 1000 + 1))) {
    if (deployment.created < since || found.length > limit) {
      break;
    }
    const shown = shownDeployment(world, deployment);
    const isTarget = target === null || (target === 'preview' ? shown.target === null : shown.target === target);
    if ((states.length === 0 || states.includes(String(shown.state))) && isTarget) {
      found.push(shown);
    }
  }
  const { page, pagination } = pageOf(found, limit, (deployment) => Number(deployment.created));
  return json({ deployments: page, pagination });
}

function oneDeployment(world: World, ask: Ask): Reply {
  for (const deployment of deploymentsBefore(world, world.projects, Number.POSITIVE_INFINITY)) {
    if (deployment.id === ask.params.id) {
      const shown = shownDeployment(world, deployment);
      return json({
        ...shown,
        id: deployment.id,
        bootedAt: deployment.buildingAt,
        initReadyAt: deployment.buildingAt,
        ...(shown.state === 'ERROR' ? { buildErrorAt: deployment.ended } : {}),
      });
    }
  }
  return notFound('Deployment not found.');
}
