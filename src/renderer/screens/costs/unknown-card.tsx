import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { StatusIcon } from '../../components/status-icon';

/** What could not be priced, each with its reason: never counted as nothing. */
export function UnknownCard({ view }: { readonly view: CostsView }) {
  const { unknown } = view;
  if (unknown.length === 0) {
    return null;
  }
  return (
    <Card
      title={unknown.length === 1 ? 'One cost is not known' : `${unknown.length} costs are not known`}
      aside={<span className="t-small t-3">not in any sum on this page</span>}
    >
      <ul className="costs-unknown">
        {unknown.map(({ title, reason }) => (
          <li key={`${title} ${reason}`} className="row row-top">
            <StatusIcon tone="unknown" size={14} />
            <span>
              <span className="t-label">{title}</span> <span className="t-small t-2">{reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
