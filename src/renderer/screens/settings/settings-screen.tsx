import { type ComponentType, useRef } from 'react';
import { Link, useParams } from 'wouter';
import { Screen } from '../../components/screen';
import { links } from '../shared/links';
import { AssistantSection } from './assistant-section';
import { BusinessSection } from './business-section';
import { CollectionSection } from './collection-section';
import { ConnectionsSection } from './connections-section';
import { DataSection } from './data-section';
import { GeneralSection } from './general-section';
import { NotificationsSection } from './notifications-section';
import { ReportsSection } from './reports-section';
import { usePartInView, useScrollToPart } from './use-parts';
import './settings.css';

interface SettingsPart {
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType<{ readonly headingId: string }>;
}

/** The parts of the page, in order. A new one is one line. */
const PARTS: readonly SettingsPart[] = [
  { id: 'connections', title: 'Connections', component: ConnectionsSection },
  { id: 'collection', title: 'Collection', component: CollectionSection },
  { id: 'notifications', title: 'Notifications', component: NotificationsSection },
  { id: 'reports', title: 'Reports', component: ReportsSection },
  { id: 'business', title: 'Business', component: BusinessSection },
  { id: 'ai', title: 'AI', component: AssistantSection },
  { id: 'general', title: 'General', component: GeneralSection },
  { id: 'data', title: 'Data', component: DataSection },
];

/** Everything that can be set. Changes are saved at once. */
export function SettingsScreen() {
  const { section } = useParams<{ section?: string }>();
  const parts = useRef<HTMLDivElement>(null);
  useScrollToPart(section, parts);
  const current = usePartInView(section ?? 'connections', parts);
  return (
    <Screen title="Settings" context="Changes are saved at once">
      <div className="settings-columns">
        <nav className="settings-nav" aria-label="Settings">
          <ul>
            {PARTS.map((part) => (
              <li key={part.id}>
                <Link
                  href={links.settings(part.id)}
                  className="pick settings-nav-item"
                  aria-current={part.id === current ? 'page' : undefined}
                >
                  {part.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="settings-parts" ref={parts}>
          {PARTS.map(({ id, component: Part }) => (
            <section key={id} id={`settings-${id}`} aria-labelledby={`settings-${id}-title`}>
              <Part headingId={`settings-${id}-title`} />
            </section>
          ))}
        </div>
      </div>
    </Screen>
  );
}
