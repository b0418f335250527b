import { Card, SectionHead } from '../../components/card';
import { SettingRow } from '../../components/setting-row';
import { Switch } from '../../components/switch';
import { useSaveSetting } from './use-save-setting';

/** Who is told when a limit comes near. */
export function NotificationsSection({ headingId }: { readonly headingId: string }) {
  const { settings, save } = useSaveSetting();
  return settings === undefined ? null : (
    <>
      <SectionHead title="Notifications" id={headingId} />
      <Card>
        <SettingRow
          label="This computer"
          help="One notification for a problem, one more when it gets worse, one when it is over."
        >
          <Switch
            label="Notifications on this computer"
            checked={settings.notifications}
            onChange={(notifications) => save({ notifications })}
          />
        </SettingRow>
      </Card>
    </>
  );
}
