import type { ReportSectionId } from '#shared/domain/report';

/** What each part of a report is called where a person chooses them. */
export const SECTION_TITLES: Readonly<Record<ReportSectionId, string>> = {
  actions: 'What to do, by when',
  costs: 'Costs',
  limits: 'Limits',
  charts: 'Charts',
  recommendations: 'Recommendations',
  alerts: 'Alert history',
  record: 'Track record',
  sources: 'Sources and dates',
  missing: 'What is not known',
  method: 'How figures are worked out',
};

/** What stands on the picture of the verdict besides the figures. */
export const CARD_LABELS = { sample: 'Sample data', app: 'Headroom' } as const;
/** What names are called on a masked picture, with a number behind. */
export const MASKED_ACCOUNT = 'Account';
export const MASKED_PROJECT = 'Project';

/** `--mask-names` without `--card`. */
export const MASKS_A_CARD = 'Names are masked on the picture alone: add --card FILE, or leave --mask-names out.';
