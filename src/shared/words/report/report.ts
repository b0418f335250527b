import {
  REPORT_FORMAT,
  REPORT_SECTIONS,
  type Report,
  type ReportSection,
  type ReportSectionId,
} from '#shared/domain/report';
import { actionsSection } from './actions';
import { adviceSection } from './advice';
import { alertsSection } from './alerts';
import { chartsSection } from './charts';
import { costsSection } from './costs';
import type { ReportGround } from './ground';
import { limitsSection } from './limits';
import { methodSection } from './method';
import { missingSection } from './missing';
import { recordSection } from './record';
import { sourcesSection } from './sources';
import { shortOf, verdictOf } from './summary';

const SECTIONS: Readonly<Record<ReportSectionId, (ground: ReportGround) => ReportSection>> = {
  actions: actionsSection,
  costs: costsSection,
  limits: limitsSection,
  charts: chartsSection,
  recommendations: adviceSection,
  alerts: alertsSection,
  record: recordSection,
  sources: sourcesSection,
  missing: missingSection,
  method: methodSection,
};

/** The report in the figures and words that every renderer shows, with the sections that are wanted in their order. */
export function reportOf(
  ground: ReportGround,
  { madeAtText, sections }: { readonly madeAtText: string; readonly sections: readonly ReportSectionId[] },
): Report {
  const { account, sample, period, reader } = ground;
  return {
    format: REPORT_FORMAT,
    language: 'en',
    title: 'Infrastructure limits and costs',
    ...{ account, sample, madeAt: reader.now, madeAtText, period },
    verdict: verdictOf(ground),
    short: shortOf(ground),
    sections: REPORT_SECTIONS.filter((id) => sections.includes(id))
      .map((id) => SECTIONS[id](ground))
      .filter(({ blocks }) => blocks.length > 0),
  };
}
