import { useState } from 'react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Dialog } from '../components/dialog';
import { Menu } from '../components/menu';
import { SnoozeMenu } from '../components/snooze-menu';
import { useToast } from '../components/toast';
import { Tooltip } from '../components/tooltip';
import { useClock } from '../data/now';

/** Dialog, toasts, menus and tooltip, behind the buttons that open them. */
export function OverlayStates() {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const clock = useClock();
  return (
    <Card title="What lies above">
      <div className="gallery-row">
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Button
          onClick={() => toast({ text: 'Snoozed until Friday', action: { label: 'Undo', run: () => undefined } })}
        >
          Toast
        </Button>
        <Button onClick={() => toast({ tone: 'critical', text: 'Vercel refused the token.' })}>Error toast</Button>
        <Menu
          trigger={<Button>Menu</Button>}
          items={[{ label: 'Markdown', onSelect: () => undefined }]}
          heading="Export as"
        />
        <SnoozeMenu clock={clock} onChoose={() => undefined} />
        <Tooltip text="Read at 10:42 from Redis INFO">
          <Button>Tooltip</Button>
        </Tooltip>
      </div>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Dismiss this recommendation?"
        description="It comes back if Redis storage gets worse."
        actions={<Button onClick={() => setOpen(false)}>Cancel</Button>}
      />
    </Card>
  );
}
