import { Card } from '../components/card';
import { Meter, type MeterProps } from '../components/meter';

const STATES: readonly (Omit<MeterProps, 'label' | 'valueText'> & { readonly name: string; readonly words: string })[] =
  [
    { name: 'Calm', words: '41 %, 69 % by 30 Nov', percent: 41, projected: 69 },
    { name: 'Watch', words: '64 %, about 10 days', percent: 64, projected: 100 },
    { name: 'Warning', words: '85 %, about 5 days', percent: 85, projected: 100, tone: 'warning' },
    { name: 'Critical', words: '94 %, 9 hours left', percent: 94, projected: 100, tone: 'critical' },
    { name: 'Over', words: 'over by 12 %', percent: 112, tone: 'critical' },
    { name: 'Stale', words: 'last read 3 h ago', percent: 36, projected: 60, stale: true },
    { name: 'Accent', words: '$116.40, $181 projected', percent: 58, projected: 90, tone: 'accent' },
  ];

/** The meter at every standing, and large. */
export function MeterStates() {
  return (
    <Card title="Meter">
      {STATES.map(({ name, words, ...meter }) => (
        <div key={name} className="gallery-meter">
          <div className="row row-between t-small">
            <span>{name}</span>
            <span className="t-2">{words}</span>
          </div>
          <Meter warning={75} critical={90} label={name} valueText={words} {...meter} />
        </div>
      ))}
      <div className="gallery-meter">
        <Meter
          percent={85}
          projected={100}
          warning={75}
          critical={90}
          tone="warning"
          large
          label="Large"
          valueText="85 percent"
        />
      </div>
    </Card>
  );
}
