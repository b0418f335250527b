import { type Ask, json, limitParameter, type Reply, type Route } from '../exchange';
import type { ScenarioProject } from '../scenario';
import type { World } from '../world';
import { deploymentsBefore, shownDeployment } from './deployments';
import { badRequest, notFound, pageOf, timeParameter } from './respond';
import { environmentOf } from './stores';

export function projectRoutes(world: World): Route[] {
  const list = (ask: Ask) => listProjects(world, ask);
  const one = (ask: Ask) => {
    const project = findProject(world, ask.params.project ?? '');
    return project === null ? notFound('Project not found.') : json(shownProject(world, project));
  };
  const environment = (ask: Ask) => {
    const project = findProject(world, ask.params.project ?? '');
    return project === null ? notFound('Project not found.') : json(environmentOf(world, project));
  };
  return ['/v9', '/v10'].flatMap((version) => [
    { method: 'GET', pattern: `${version}/projects`, handle: list },
    { method: 'GET', pattern: `${version}/projects/:project`, handle: one },
    { method: 'GET', pattern: `${version}/projects/:project/env`, handle: environment },
  ]);
}

export function findProject(world: World, idOrName: string): ScenarioProject | null {
  return existing(world).find((project) => project.id === idOrName || project.name === idOrName) ?? null;
}

function existing(world: World): ScenarioProject[] {
  return world.projects.filter((project) => createdAt(world, project) <= world.now() * 1000);
}

function createdAt(world: World, project: ScenarioProject): number {
  // Apart by a second each, so that a page boundary never falls between two equal times.
  return (world.dayStart(project.createdDay) + world.projects.indexOf(project)) * 1000;
}

function listProjects(world: World, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 20, 100);
  if (limit === null) {
    return badRequest('`limit` must be between 1 and 100.');
  }
  const before = timeParameter(ask.query, ['until', 'from']);
  const search = ask.query.get('search') ?? '';
  const projects = existing(world)
    .filter((project) => project.name.includes(search))
    .filter((project) => before === null || createdAt(world, project) < before)
    .sort((a, b) => createdAt(world, b) - createdAt(world, a));
  const { page, pagination } = pageOf(projects, limit, (project) => createdAt(world, project));
  return json({ projects: page.map((project) => shownProject(world, project)), pagination });
}

function shownProject(world: World, project: ScenarioProject): Record<string, unknown> {
  const { team } = world.scenario;
  const latest = deploymentsBefore(world, [project], Number.POSITIVE_INFINITY).next();
  const deployment = latest.done === true ? null : shownDeployment(world, latest.value);
  const created = createdAt(world, project);
  const resources = {
    functionDefaultMemoryType: 'standard',
    functionDefaultRegions: ['iad1'],
    functionDefaultTimeout: 300,
    fluid: true,
  };
  return {
    id: project.id,
    name: project.name,
    accountId: team.id,
    framework: project.framework,
    createdAt: created,
    updatedAt: deployment === null ? created : deployment.createdAt,
    nodeVersion: '24.x',
    live: true,
    alias: [],
    deploymentExpiration: {},
    directoryListing: false,
    resourceConfig: resources,
    defaultResourceConfig: resources,
    serverlessFunctionRegion: 'iad1',
    link: {
      type: 'github',
      org: team.slug,
      repo: project.name,
      repoId: 1,
      productionBranch: 'main',
      createdAt: created,
      updatedAt: created,
      deployHooks: [],
      gitCredentialId: 'cred_1',
      sourceless: false,
    },
    latestDeployments: deployment === null ? [] : [latestDeployment(world, deployment)],
    targets: deployment?.target === 'production' ? { production: latestDeployment(world, deployment) } : {},
  };
}

function latestDeployment(world: World, shown: Record<string, unknown>): Record<string, unknown> {
  return {
    id: shown.uid,
    alias: [],
    createdAt: shown.createdAt,
    createdIn: 'iad1',
    creator: shown.creator,
    deploymentHostname: String(shown.url).split('.')[0],
    name: shown.name,
    plan: 'pro',
    private: false,
    readyState: shown.readyState,
    type: 'LAMBDAS',
    url: shown.url,
    userId: world.scenario.user.id,
    target: shown.target,
  };
}
