import type { Paper } from '#main/ports';
import { paperOf } from '#shared/format/paper';

/** The paper of the country that this computer is set to. */
export function localPaper(): Paper {
  return paperOf(Intl.DateTimeFormat().resolvedOptions().locale);
}
