import type { ReportSection } from '#shared/domain/report';
import { applies, namesOf } from '../names';
import { missingWords } from '../reach';
import { whenShort } from '../standing';
import { isKnown, unchosenPlans } from '../verdict';
import type { ReportGround } from './ground';

/** What is not in the figures and why: what rests on it is at least so much, or not known. */
export function missingSection({ bill, overview, standings, reader, period }: ReportGround): ReportSection {
  const names = namesOf(standings);
  const nameOf = (key: string, title: string) => names.get(key) ?? title;
  const costs = [...bill.soFar.missing, ...bill.others.flatMap(({ soFar }) => soFar.missing)].map(
    ({ what }) => `Costs, at least: ${what}.`,
  );
  const refused = overview.health.sources.flatMap(({ title, capabilities }) =>
    capabilities
      .filter(({ outcome }) => outcome !== 'ok' && outcome !== 'asleep')
      .map((one) => `${title}, ${one.title}: ${one.message}`),
  );
  // That it is enforced is told elsewhere: here, why there is no figure.
  const unread = standings
    .filter((one) => applies(one) && !isKnown(one))
    .map((one) => `${nameOf(one.key, one.title)}: ${whenShort({ ...one, enforcing: null }, reader)}.`);
  const days = standings
    .filter((one) => applies(one) && missingWords(one) !== '')
    .map((one) => `${nameOf(one.key, one.title)}, at least: ${missingWords(one)}.`);
  const plans = unchosenPlans(standings);
  const past = period.closed
    ? [
        `How likely each limit was to be reached on a day of ${period.title} is not kept: the highest readings stand in its place.`,
        'Sources, permissions and the plan of an account are told as they are today.',
      ]
    : [];
  const now = [...unread, ...days, ...(plans === '' ? [] : [plans]), ...refused];
  const items = [...past, ...costs, ...(period.closed ? [] : now)];
  return {
    id: 'missing',
    title: 'What is missing, and why',
    blocks:
      items.length === 0
        ? [{ kind: 'text', text: 'Nothing: every source answered all that was asked.' }]
        : [{ kind: 'list', title: '', items: [...new Set(items)] }],
  };
}
