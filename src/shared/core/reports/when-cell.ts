import type { ReportLimit } from '#shared/domain/report';

/** When a limit is reached, in the words of every other surface, and behind it why the reading is old or missing. */
export function whenCell({ reach, note }: Pick<ReportLimit, 'reach' | 'note'>): string {
  return [reach, note].filter((words) => words !== '').join('. ');
}
