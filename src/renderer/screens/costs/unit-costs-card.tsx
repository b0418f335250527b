import { unitCostWords } from '#shared/format/bill';
import type { UnitCost } from '#shared/ipc/bill';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { useQueryChannel } from '../../data/use-query-channel';
import { dayWords } from '../shared/day-words';

/** What a thousand requests, a deployment, a project or a customer costs, the last periods beside each other. */
export function UnitCostsCard() {
  const { data: units } = useQueryChannel('bill:unit-costs', null);
  const most = Math.max(0, ...(units ?? []).map(({ periods }) => periods.length));
  if (units === undefined || most === 0) {
    return null;
  }
  const longest = units.find(({ periods }) => periods.length === most);
  const columns: Column<UnitCost>[] = Array.from({ length: most }, (_, at) => ({
    id: `period${at}`,
    head: `From ${dayWords(longest?.periods[at]?.periodStart.slice(0, 10) ?? '')}`,
    align: 'end',
    cell: (unit) => costWords(unit, at - (most - unit.periods.length)),
  }));
  return (
    <Card
      className="costs-table-card"
      title="Unit costs"
      padded={false}
      aside={<span className="t-small t-3">Customers and orders: headroom import --metric customers</span>}
    >
      <DataTable
        label="Unit costs by period"
        rows={units}
        rowKey={({ per, of }) => `${per} ${of}`}
        columns={[
          {
            id: 'unit',
            head: 'Costs per',
            cell: ({ title, of }) => (
              <>
                <span className="t-label">{title}</span> <span className="t-small t-3">{of}</span>
              </>
            ),
            sortBy: ({ title }) => title,
          },
          ...columns,
        ]}
      />
    </Card>
  );
}

function costWords({ periods, currency }: UnitCost, at: number): string {
  const period = periods[at];
  return period === undefined ? '–' : unitCostWords(period, currency);
}
