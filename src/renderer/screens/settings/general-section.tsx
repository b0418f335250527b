import { Monitor, Moon, Sun } from 'lucide-react';
import { Card, SectionHead } from '../../components/card';
import { Segmented } from '../../components/segmented';
import { SettingRow } from '../../components/setting-row';
import { Switch } from '../../components/switch';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useSaveSetting } from './use-save-setting';

const THEMES = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

/** Theme and tray. */
export function GeneralSection({ headingId }: { readonly headingId: string }) {
  const { query, save } = useSaveSetting();
  const state = useQueryChannel('app:state', null).data;
  return (
    <>
      <SectionHead title="General" id={headingId} />
      <QueryView query={query} what="The settings" skeleton={null}>
        {(settings) => (
          <Card>
            <SettingRow label="Theme" help="System follows the setting of this computer.">
              <Segmented label="Theme" value={settings.theme} segments={THEMES} onChange={(theme) => save({ theme })} />
            </SettingRow>
            <SettingRow label="Keep in the tray" help="Closing the window leaves collection and notifications running.">
              <Switch
                label="Keep in the tray"
                checked={settings.keepInTray}
                onChange={(keepInTray) => save({ keepInTray })}
              />
            </SettingRow>
            <SettingRow label="Version">
              <span className="t-2 t-num">{state?.version ?? ''}</span>
            </SettingRow>
          </Card>
        )}
      </QueryView>
    </>
  );
}
