import { formatPercent } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { Meter } from '../../components/meter';
import { periodWords } from '../shared/metric-words';

type Project = UsageChart['projects'][number];

/** Who carries it, where the source can tell; else the reason why it cannot. */
export function Breakdown({ chart }: { readonly chart: UsageChart }) {
  const { projects, projectsNote } = chart;
  if (projects.length === 0) {
    return projectsNote === '' ? null : <p className="usage-note t-small t-3">{projectsNote}</p>;
  }
  const total = projects.reduce((sum, project) => sum + project.value, 0);
  const share = (project: Project) => (total === 0 ? 0 : (project.value / total) * 100);
  const { unit } = chart.metric;
  const columns: Column<Project>[] = [
    {
      id: 'name',
      head: 'Project',
      cell: (project) => <span className="t-label">{project.name}</span>,
      sortBy: (project) => project.name,
    },
    {
      id: 'value',
      head: `Used ${periodWords(chart.metric.window)}`.trim(),
      align: 'end',
      cell: (project) => formatQuantity(project.value, unit),
      sortBy: (project) => project.value,
    },
    {
      id: 'bar',
      head: 'Share',
      cell: (project) => (
        <div className="breakdown-bar">
          <Meter
            percent={share(project)}
            label={project.name}
            valueText={`${formatPercent(share(project))} of the total`}
          />
        </div>
      ),
    },
    { id: 'share', head: 'Percent', align: 'end', cell: (project) => formatPercent(share(project)) },
  ];
  return (
    <Card className="usage-breakdown">
      <DataTable label="By project" columns={columns} rows={projects} rowKey={(project) => project.projectId} />
      {projectsNote === '' ? null : <p className="usage-breakdown-note t-caption t-3">{projectsNote}</p>}
    </Card>
  );
}
