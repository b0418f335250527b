import { useState } from 'react';
import type { Instant } from '#shared/domain/instant';
import type { LimitView } from '#shared/ipc/limits';
import { LimitForm } from './limit-form';
import { LimitRow } from './limit-row';

/** Columns of the queue; the last two go into the open row where the window is narrow. */
const COLUMNS = 8;

interface LimitTableProps {
  readonly limits: readonly LimitView[];
  /** Epoch seconds. */
  readonly now: Instant;
}

/** The queue as a table whose rows open in place, one at a time. */
export function LimitTable({ limits, now }: LimitTableProps) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1).
    <section className="card limit-scroll" aria-label="Limits" tabIndex={0}>
      <table className="limit-table">
        <thead>
          <tr>
            <th scope="col">Limit</th>
            <th scope="col">Used</th>
            <th scope="col">At the limit</th>
            <th scope="col">Expected</th>
            <th scope="col">in 7 days</th>
            <th scope="col">in 30 days</th>
            <th scope="col" className="wide-only">
              Source
            </th>
            <th scope="col" className="wide-only">
              Thresholds
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => {
            const { key } = limit.metric;
            const isOpen = key === open;
            return (
              <LimitRow key={key} limit={limit} now={now} open={isOpen} onToggle={() => setOpen(isOpen ? null : key)}>
                <td colSpan={COLUMNS}>
                  <LimitForm limit={limit} now={now} />
                </td>
              </LimitRow>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
