import { RefreshCw } from 'lucide-react';
import { Button } from '../../components/button';
import { useCollectNow } from './use-collect-now';

/** "Collect now" in a top bar. */
export function CollectButton() {
  const { collect, collecting } = useCollectNow();
  return (
    <Button variant="ghost" size="small" icon={RefreshCw} onClick={collect} disabled={collecting}>
      {collecting ? 'Collecting' : 'Collect now'}
    </Button>
  );
}
