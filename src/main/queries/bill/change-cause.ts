import { dayStart } from '#shared/core/calendar/calendar';
import type { ChangedPart } from '#shared/core/costs/change-split';
import { PLAN_FEE } from '#shared/core/costs/change-split';
import { DAY, type Day } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import { formatMoment, formatTime, formatWeekday } from '#shared/format/date';
import type { CostChangeView } from '#shared/ipc/costs';
import type { PricedParts } from '../read-parts';
import { readConnectionEvents } from '../usage/connection-events';

/** How much of a commit's or deployment's name tells it from the others. */
const SHORT_ID = 7;

/** What is likely to have changed the costs. */
export interface CostCause {
  readonly view: NonNullable<CostChangeView['cause']>;
  /** For the headline: `likely from deployment abc1234`. */
  readonly words: string;
}

/**
 * What began on the day on which the costs changed: the plan, where it carries the change, else the
 * production deployments of the project that does, found by its name, since an AI provider's project is
 * not Vercel's. Without a project only the deployments of a single one count. A plan that was changed
 * within a day of it is named as well. Null when there are none.
 */
export async function findCostCause(parts: PricedParts, since: Day, lead: ChangedPart): Promise<CostCause | null> {
  const start = dayStart(since, 'UTC');
  const around = { start: start - DAY, end: start + DAY };
  const { deployments, planChanges } = await readConnectionEvents(parts.store, lead.connectionId, around);
  const plan = planChanges.at(-1);
  if (plan !== undefined) {
    return {
      view: { title: `${lead.account} changed to ${plan.name}`, detail: formatWeekday(plan.t, 'UTC'), t: plan.t },
      words: lead.part.service === PLAN_FEE.service ? '' : `likely from the change to ${plan.name}`,
    };
  }
  const own = deployments.filter(
    ({ name, createdAt }) =>
      createdAt >= start && (lead.part.projectName === null || sameName(name, lead.part.projectName)),
  );
  const [first] = own;
  if (first === undefined || new Set(own.map(({ projectId }) => projectId)).size !== 1) {
    return null;
  }
  if (own.length > 1) {
    return {
      view: {
        title: `${first.name} was deployed ${own.length} times that day`,
        detail: `${timesOf(own)}; a day's figures cannot tell which`,
        t: first.createdAt,
      },
      words: `likely from one of ${own.length} deployments that day`,
    };
  }
  const id = (first.commit ?? first.deploymentId.replace(/^dpl_/, '')).slice(0, SHORT_ID);
  return {
    view: {
      title: `${first.name} deployed ${id}`,
      detail: `${formatMoment(first.createdAt)}, its only production deployment that day`,
      t: first.createdAt,
    },
    words: `likely from deployment ${id}`,
  };
}

/** `at 05:46 and 08:52`; of more than three the first and the last. */
function timesOf(deployments: readonly Deployment[]): string {
  const times = deployments.map(({ createdAt }) => formatTime(createdAt));
  return times.length > 3 ? `from ${times[0]} to ${times.at(-1)}` : `at ${LIST.format(times)}`;
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function sameName(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;
}
