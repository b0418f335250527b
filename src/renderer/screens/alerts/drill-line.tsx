import type { ChannelOutput } from '#shared/ipc/contract';

type Result = NonNullable<ChannelOutput<'drill:run'>>[number];

const WIDTH = 260;
const HEIGHT = 20;
/** The line begins at five minutes and ends after 17 days; in between it is logarithmic. */
const FIRST = 5;
const LAST = 17 * 24 * 60;

/** Where on the line a moment lies, in minutes since the incident began. */
function placeOf(minutes: number): number {
  const share = Math.log(Math.min(LAST, Math.max(FIRST, minutes)) / FIRST) / Math.log(LAST / FIRST);
  return 6 + share * (WIDTH - 12);
}

/** When Headroom rings, against when the provider would have told. The words beside it say the same. */
export function DrillLine({ result }: { readonly result: Result }) {
  const { minutesToAlarm, providerNotices } = result;
  const told = providerNotices.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
  const first = Math.min(...told);
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="drill-line">
      <line className="drill-base" x1={6} x2={WIDTH - 6} y1={middle} y2={middle} />
      <circle className="drill-start" cx={6} cy={middle} r={2.5} />
      {minutesToAlarm !== null && first > minutesToAlarm ? (
        <line
          className="drill-lead"
          x1={placeOf(minutesToAlarm)}
          x2={Number.isFinite(first) ? placeOf(first) : WIDTH - 6}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {told.map((minutes) => (
        <line key={minutes} className="drill-tick" x1={placeOf(minutes)} x2={placeOf(minutes)} y1={4} y2={HEIGHT - 4} />
      ))}
      {minutesToAlarm === null ? null : (
        <circle className="drill-alarm" cx={placeOf(minutesToAlarm)} cy={middle} r={5} />
      )}
    </svg>
  );
}
