import type { CostsView } from '#shared/ipc/costs';

const WORDS = { final: 'final', provisional: 'provisional', estimate: 'estimate' } as const;
const HINTS = {
  final: 'Billed; it will not change',
  provisional: 'Told by the provider, may be revised',
  estimate: 'From the measured use and the price list',
} as const;

/** How sure a figure is, with the same fill as the columns of the chart. */
export function CostState({ state }: { readonly state: CostsView['state'] }) {
  return (
    <span className="cost-state t-small t-3" title={HINTS[state]}>
      <i className={`cost-swatch cost-swatch-${state}`} aria-hidden="true" />
      {WORDS[state]}
    </span>
  );
}
