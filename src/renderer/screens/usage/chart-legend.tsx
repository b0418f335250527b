import type { UsagePicture } from '../../charts/usage-picture';

interface ChartLegendProps {
  readonly picture: UsagePicture;
  readonly readAt: string;
  readonly source: string;
}

/** What the strokes mean, only those that are drawn, and where the data come from. */
export function ChartLegend({ picture, readAt, source }: ChartLegendProps) {
  const { scene, shape } = picture;
  return (
    <ul className="legend" aria-label="Legend">
      <li>
        <span className={shape === 'days' ? 'legend-bar' : 'legend-line'} />
        {shape === 'days' ? 'Day' : 'Measured'}
      </li>
      {shape === 'days' && picture.points.some((point) => point.provisional) ? (
        <li>
          <span className="legend-bar legend-bar-open" />
          Not final
        </li>
      ) : null}
      {scene.path.length > 0 ? (
        <>
          <li>
            <span className="legend-line legend-dots" />
            Forecast
          </li>
          <li>
            <span className="legend-band" />
            Dark 50 %, light 80 % of cases
          </li>
        </>
      ) : null}
      {scene.events.length > 0 ? (
        <li>
          <span className="legend-diamond" />
          Deployment
        </li>
      ) : null}
      {scene.flags.length > 0 ? (
        <li>
          <svg className="legend-flag" viewBox="0 0 10 14" aria-hidden="true">
            <path d="M1 14V1l8 4-8 4" />
          </svg>
          Plan change
        </li>
      ) : null}
      <li className="legend-end">{[readAt === '' ? '' : `Read ${readAt}`, source].filter(Boolean).join(' from ')}</li>
    </ul>
  );
}
