import type { Recommendation } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';
import type { RecommendationView } from '#shared/ipc/recommendations';

const PRIORITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
const STATUSES: readonly Recommendation['status'][] = [
  'PENDING',
  'REVIEWED',
  'APPROVED',
  'IMPLEMENTED',
  'DISMISSED',
  'EXPIRED',
];

type Ordered = Pick<RecommendationView, 'id' | 'status' | 'priority' | 'aim' | 'gain' | 'calledFor'> & {
  readonly standing: Pick<Standing, 'key'> | null;
};

/**
 * Open ones first, those that nothing calls for any more last of them, the most urgent first, risks before savings; of two risks that are as urgent that about the limit which
 * is first in `list`, the one order: the first thing to do is then about what the verdict speaks of. Savings by their gain.
 */
export function byUrgency(list: readonly Pick<Standing, 'key'>[]): (a: Ordered, b: Ordered) => number {
  const places = new Map(list.map(({ key }, at) => [key, at]));
  const placeOf = ({ aim, standing }: Ordered) =>
    (aim === 'saving' ? undefined : places.get(standing?.key ?? '')) ?? list.length;
  const openness = ({ status }: Ordered) => Math.max(0, STATUSES.indexOf(status) - 2);
  return (a, b) =>
    openness(a) - openness(b) ||
    Number(b.calledFor) - Number(a.calledFor) ||
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    Number(a.aim === 'saving') - Number(b.aim === 'saving') ||
    placeOf(a) - placeOf(b) ||
    (b.gain?.amount ?? 0) - (a.gain?.amount ?? 0) ||
    b.id - a.id;
}
