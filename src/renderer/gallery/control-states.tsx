import { ChartLine, ExternalLink, RefreshCw, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../components/badge';
import { Button, IconButton } from '../components/button';
import { Card } from '../components/card';
import { Field, SelectField } from '../components/field';
import { KeyCap } from '../components/key-cap';
import { LevelBars } from '../components/level-bars';
import { Segmented } from '../components/segmented';
import { Stepper } from '../components/stepper';
import { Switch } from '../components/switch';

/** Buttons of every kind and size. */
export function ButtonStates() {
  return (
    <Card title="Buttons">
      <div className="gallery-row">
        <Button variant="primary">Primary</Button>
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <Button>Plain</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">Delete</Button>
        <Button size="small" icon={RefreshCw}>
          Small
        </Button>
        <Button trailingIcon={ExternalLink}>Leads out</Button>
        <IconButton icon={RefreshCw} label="Collect now" />
        <KeyCap>Ctrl K</KeyCap>
      </div>
    </Card>
  );
}

/** What is switched, chosen or typed, right and wrong. */
export function ControlStates() {
  const [on, setOn] = useState(true);
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Card title="Controls">
      <div className="gallery-row">
        <Switch label="On or off" checked={on} onChange={setOn} />
        <Switch label="Off" checked={false} onChange={() => undefined} disabled />
        <Segmented
          label="View"
          value={view}
          segments={[
            { value: 'chart', label: 'Chart', icon: ChartLine },
            { value: 'table', label: 'Table', icon: Table2, count: 4 },
          ]}
          onChange={setView}
        />
        <SelectField label="Choice">
          <option>Redis · Storage</option>
          <option>Vercel · Bandwidth</option>
        </SelectField>
      </div>
      <Field
        label="Warning from"
        defaultValue="75"
        trailing={<span className="t-3">%</span>}
        help="Percent of the limit."
      />
      <Field label="Critical from" defaultValue="105" error="Between the warning threshold (75 %) and 100 %" />
      <Stepper steps={['Pending', 'Reviewed', 'Approved', 'Implemented']} current="Reviewed" />
      <Stepper steps={['Pending', 'Reviewed']} current="Dismissed" />
    </Card>
  );
}

/** Badges of every tone, and the four priorities. */
export function BadgeStates() {
  return (
    <Card title="Badges">
      <div className="gallery-row">
        <Badge tone="calm">Calm</Badge>
        <Badge tone="warning">Warning</Badge>
        <Badge tone="critical">Critical</Badge>
        <Badge tone="ok">All clear</Badge>
        <Badge tone="accent">Sample</Badge>
        <Badge>Free plan</Badge>
        <Badge tone="locked">No permission</Badge>
        <Badge tone="offline">Offline</Badge>
        <Badge tone="unknown">Partial data</Badge>
      </div>
      <div className="gallery-row">
        <LevelBars level={4} label="Critical priority" />
        <LevelBars level={3} label="High priority" />
        <LevelBars level={2} label="Medium priority" />
        <LevelBars level={1} label="Low priority" />
      </div>
    </Card>
  );
}
