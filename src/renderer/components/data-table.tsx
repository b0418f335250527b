import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Icon } from './icon';
import './data-table.css';

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly align?: 'start' | 'end';
  readonly cell: (row: Row) => ReactNode;
  /** What rows are sorted by; a column without it cannot be sorted. */
  readonly sortBy?: (row: Row) => number | string;
  /** What the head means, on hover. */
  readonly hint?: string;
  /** Foot of the column; with one in any column the table has a row of totals. */
  readonly total?: ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
}

interface Sorting {
  readonly id: string;
  readonly direction: 'ascending' | 'descending';
}

/** A table whose heads sort. It scrolls sideways inside its card with the first column fixed. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1).
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, columns, sorting).map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id} className={column.align === 'end' ? 'cell-end' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <Totals columns={columns} />
      </table>
    </section>
  );
}

function Totals<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return columns.every(({ total }) => total === undefined) ? null : (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td key={column.id} className={column.align === 'end' ? 'cell-end' : undefined}>
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

const OTHER = { ascending: 'descending', descending: 'ascending' } as const;

/** Figures begin with the largest, names and times at their beginning. */
function firstDirection<Row>({ align }: Column<Row>): Sorting['direction'] {
  return align === 'end' ? 'descending' : 'ascending';
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

function Head<Row>({ column, sorting, onSort }: HeadProps<Row>) {
  const direction = sorting?.id === column.id ? sorting.direction : undefined;
  const next = direction === undefined ? firstDirection(column) : OTHER[direction];
  return (
    <th
      scope="col"
      className={column.align === 'end' ? 'cell-end' : undefined}
      aria-sort={direction}
      title={column.hint}
    >
      {column.sortBy ? (
        <button type="button" className="sort-button" onClick={() => onSort({ id: column.id, direction: next })}>
          {column.head}
          {direction ? <Icon of={direction === 'ascending' ? ArrowUp : ArrowDown} size={12} /> : null}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] {
  const by = columns.find((column) => column.id === sorting?.id)?.sortBy;
  if (!by || !sorting) {
    return rows;
  }
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare(by(a), by(b)));
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
