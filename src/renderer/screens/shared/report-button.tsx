import { FileText } from 'lucide-react';
import { Button } from '../../components/button';
import { useOpenReport } from './report-door';

/** The button "Report": preview it, save it, share it. */
export function ReportButton() {
  const open = useOpenReport();
  return (
    <Button size="small" icon={FileText} onClick={open}>
      Report
    </Button>
  );
}
