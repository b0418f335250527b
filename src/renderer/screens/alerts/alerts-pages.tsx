import { useParams } from 'wouter';
import { RecordScreen } from '../record/record-screen';
import { AlertsScreen } from './alerts-screen';

const RECORD = 'record';

/** The addresses under `/alerts`: the alerts, one of them, or the record of the forecasts. */
export function AlertsPages() {
  const rest = useParams<{ '*'?: string }>()['*'] ?? '';
  const [first, ...series] = rest.split('/');
  return first === RECORD ? (
    <RecordScreen series={decodeURIComponent(series.join('/'))} />
  ) : (
    <AlertsScreen pointed={rest} />
  );
}
