import { StatusIcon } from '../../components/status-icon';
import { datedWords } from './day-words';
import './source-date.css';

interface SourceDateProps {
  /** `YYYY-MM-DD`; null for a source without a date. */
  readonly day: string | null;
  /** Older than ninety days, or without a date. */
  readonly old: boolean;
}

/** The date of a price's source; what has none or is old is said so, in amber and with its shape. */
export function SourceDate({ day, old }: SourceDateProps) {
  if (day === null) {
    return old ? <span className="t-warn">no date: check</span> : <span className="t-3">no date</span>;
  }
  return old ? (
    <span className="source-old t-warn" title="Older than 90 days: check it">
      <StatusIcon tone="warning" size={12} />
      {datedWords(day)}
      <span className="visually-hidden">, older than 90 days: check it</span>
    </span>
  ) : (
    <span className="t-3">{datedWords(day)}</span>
  );
}
