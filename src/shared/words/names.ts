import type { Standing } from '#shared/domain/standing';
import { countedOver } from './window';

/** What a limit is called by itself: `Redis storage`, `Neon storage of web`. */
export function nameOf({ title, projectTitle }: Pick<Standing, 'title' | 'projectTitle'>): string {
  return projectTitle === null || title.includes(projectTitle) ? title : `${title} of ${projectTitle}`;
}

/** True for a limit of this account: it has a figure or is enforced, and the plan offers what it is about. */
export function applies({ limit, enforcing, freshness }: Pick<Standing, 'limit' | 'enforcing' | 'freshness'>): boolean {
  return (limit !== null || enforcing !== null) && !(freshness.state === 'never' && freshness.reason === 'not-on-plan');
}

/** What each limit is called among others, by key: the account is named where two would read the same. */
export function namesOf(standings: readonly Standing[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  // What this account does not have needs no telling apart.
  for (const name of standings.filter(applies).map(nameOf)) {
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return new Map(
    standings.map((standing) => {
      const name = nameOf(standing);
      if ((count.get(name) ?? 0) < 2) {
        return [standing.key, name];
      }
      const same = standings.filter(
        (one) => applies(one) && nameOf(one) === name && one.connectionTitle === standing.connectionTitle,
      );
      const words = [standing.connectionTitle, same.length > 1 ? distinction(standing) : null];
      return [standing.key, [name, ...words.filter((word) => word !== null)].join(', ')];
    }),
  );
}

/** What tells two limits of one metric of one account apart. */
function distinction({ limitId, window }: Standing): string | null {
  if (limitId === 'own') {
    return 'own threshold';
  }
  const over = countedOver(window);
  return over === '' ? null : over;
}
