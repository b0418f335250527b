import { FileCode, FileText } from 'lucide-react';
import { Button } from '../../components/button';
import { Menu } from '../../components/menu';
import { useReport } from './use-report';

/** The button "Report" with the formats to choose from. */
export function ReportMenu() {
  const { exportReport, exporting } = useReport();
  return (
    <Menu
      heading="Export report as"
      trigger={
        <Button size="small" icon={FileText} disabled={exporting}>
          Report
        </Button>
      }
      items={[
        { label: 'Markdown', icon: FileText, onSelect: () => exportReport('markdown') },
        { label: 'HTML', icon: FileCode, onSelect: () => exportReport('html') },
      ]}
    />
  );
}
