import { dayOf } from '#shared/core/calendar/calendar';
import { costsBy, type Heading } from '#shared/core/costs/attribution';
import { priceAge } from '#shared/core/pricing/price-age';
import type { CostLine, CostShare } from '#shared/domain/cost';
import { fromMicros } from '#shared/domain/money';
import type { CostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';
import type { CostFigures } from './figures';
import { readRegions } from './regions';
import { metricTitle, priceText, serviceTitle, tierText } from './words';

type ShareView = CostsView['byService'][number];

/** Key of the use that no project is told for. */
export const OTHER_PROJECTS = 'other-projects';
const OTHER_PROJECTS_TITLE = 'Other projects';
const PLAN_TITLE = 'Plan fee and credit';

/** The costs so far under each heading. */
export type Shares = Pick<CostsView, 'byService' | 'byProject' | 'byDay' | 'byRegion' | 'byRegionNote'>;

/**
 * The costs so far by service, project, day and region. The first three add up to the total; so does the
 * last, unless the provider's own rows tell the regions.
 */
export async function readShares(
  parts: Pick<ReadParts, 'store'>,
  figures: CostFigures,
  lines: readonly CostLine[],
): Promise<Shares> {
  const { basis, soFar } = figures;
  const [projects, regions] = await Promise.all([
    parts.store.facts.projects(basis.connection.id),
    readRegions(parts, figures),
  ]);
  const names = new Map(projects.map(({ projectId, name }) => [projectId, name]));
  const by = (heading: Heading, titleOf: (key: string | null) => string): ShareView[] =>
    costsBy(heading === 'project' ? lines.map(withProject) : lines, heading)
      .filter((share) => heading !== 'service' || isWorthALine(share))
      .map(({ key, amount, effectiveAmount, listAmount, unknown }) => ({
        key,
        title: titleOf(key),
        amount: fromMicros(amount),
        effectiveAmount: fromMicros(effectiveAmount),
        listAmount: fromMicros(listAmount),
        state: soFar.state,
        unknown,
      }));
  return {
    byService: by('service', (key) => serviceTitle(key ?? '')),
    byProject: by('project', (key) => projectTitle(key, names)),
    byDay: by('day', (key) => key ?? ''),
    byRegion: regions?.byRegion ?? by('region', (key) => key ?? 'No region told'),
    byRegionNote: regions?.byRegionNote ?? '',
  };
}

/** Use without a project is that of other projects; fee and credit are of none. */
function withProject(line: CostLine): CostLine {
  const isOfPlan = line.tier === 'fee' || line.tier === 'credit';
  return line.project !== null || isOfPlan ? line : { ...line, project: OTHER_PROJECTS };
}

/** The project of a share as it is called. */
export function projectTitle(key: string | null, names: ReadonlyMap<string, string>): string {
  if (key === null) {
    return PLAN_TITLE;
  }
  return key === OTHER_PROJECTS ? OTHER_PROJECTS_TITLE : (names.get(key) ?? key);
}

/** A service that is free so far and has no list price says nothing. */
function isWorthALine({ amount, listAmount, unknown }: CostShare): boolean {
  return amount !== 0 || listAmount !== 0 || unknown > 0;
}

/** The components with their price, source and its age. */
export function componentViews(
  parts: Pick<ReadParts, 'catalog'>,
  { basis, soFar }: CostFigures,
): CostsView['components'] {
  const today = dayOf(basis.now, basis.period.zone);
  return soFar.components.map((part) => ({
    service: part.service,
    metric: part.metric,
    title: metricTitle(parts, basis.connection.provider, part.service, part.metric),
    region: part.region,
    unit: part.unit,
    quantity: part.quantity,
    included: part.included,
    billedQuantity: part.billedQuantity,
    price: priceText(part.price),
    tier: tierText(part),
    amount: part.amount === null ? null : fromMicros(part.amount),
    reason: part.reason,
    source: part.source,
    sourceDate: part.sourceDate,
    sourceOld: priceAge(part, today).old,
  }));
}
