import type { BackTestMark } from '#shared/ipc/alert-rules';
import { markWords } from '#shared/words/back-test';
import { useQueryChannel } from '../../data/use-query-channel';
import { useSettled } from '../../data/use-settled';
import type { RuleChange } from './rule-types';

/** Pixels of the highest bar. */
const HEIGHT = 64;

interface MarkBarsProps {
  /** What is tried beside the marks. */
  readonly change: RuleChange;
  readonly services: readonly string[];
  /** The mark that is tried, in percent. */
  readonly mark: number;
  readonly onChoose: (mark: number) => void;
}

/** How many alerts each warning mark would have given in 60 days, those for nothing hatched; a bar chooses its mark. */
export function MarkBars({ change, services, mark, onChoose }: MarkBarsProps) {
  const asked = useSettled(JSON.stringify({ change, services }));
  const { data } = useQueryChannel(
    'rules:back-test-marks',
    JSON.parse(asked) as Pick<MarkBarsProps, 'change' | 'services'>,
  );
  const most = Math.max(1, ...(data ?? []).map(({ needed, forNothing }) => needed + forNothing));
  return (
    <figure className="mark-bars" aria-busy={data === undefined}>
      <figcaption className="mark-bars-head t-small t-2">
        Alerts in 60 days by mark
        <span className="mark-bars-legend t-3">
          <i className="mark-bar-needed" /> needed <i className="mark-bar-nothing" /> for nothing
        </span>
      </figcaption>
      {data === undefined ? (
        <p className="mark-bars-empty t-small t-3">Counting …</p>
      ) : (
        <ol>
          {data.map((one) => (
            <li key={one.mark}>
              <Bar one={one} most={most} isTried={one.mark === mark} onChoose={onChoose} />
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}

interface BarProps extends Pick<MarkBarsProps, 'onChoose'> {
  readonly one: BackTestMark;
  readonly most: number;
  readonly isTried: boolean;
}

function Bar({ one, most, isTried, onChoose }: BarProps) {
  const { mark, needed, forNothing, daysAhead } = one;
  const heightOf = (count: number) => ({ height: `${(HEIGHT * count) / most}px` });
  return (
    <button
      type="button"
      className="mark-bar"
      aria-pressed={isTried}
      aria-label={markWords(one)}
      title={markWords(one)}
      onClick={() => onChoose(mark)}
    >
      <span className="mark-bar-count t-caption t-num">{needed + forNothing}</span>
      <span className="mark-bar-nothing" style={heightOf(forNothing)} />
      <span className="mark-bar-needed" style={heightOf(needed)} />
      <span className="mark-bar-mark t-caption t-num">{mark}</span>
      <span className="t-caption t-num t-3">{daysAhead === null ? '–' : `${Math.round(daysAhead)} d`}</span>
    </button>
  );
}
