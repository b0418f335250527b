import { useParams } from 'wouter';
import { RecordScreen } from '../record/record-screen';
import { AlertsScreen } from './alerts-screen';
import { DrillScreen } from './drill-screen';
import { RulesScreen } from './rules-screen';

const RECORD = 'record';
const RULES = 'rules';
const DRILL = 'drill';

/** The addresses under `/alerts`: the alerts, one of them, the rules, the fire drill, or the record of the forecasts. */
export function AlertsPages() {
  const rest = useParams<{ '*'?: string }>()['*'] ?? '';
  const [first, ...series] = rest.split('/');
  switch (first) {
    case RECORD:
      return <RecordScreen series={decodeURIComponent(series.join('/'))} />;
    case RULES:
      return <RulesScreen />;
    case DRILL:
      return <DrillScreen />;
    default:
      return <AlertsScreen pointed={rest} />;
  }
}
