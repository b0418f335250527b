import { Card, SectionHead } from '../../components/card';
import { SettingRow } from '../../components/setting-row';
import { Switch } from '../../components/switch';
import { QueryView } from '../shared/query-view';
import { useSaveSetting } from './use-save-setting';

/** Who is told when a limit comes near. */
export function NotificationsSection({ headingId }: { readonly headingId: string }) {
  const { query, save } = useSaveSetting();
  return (
    <>
      <SectionHead title="Notifications" id={headingId} />
      <QueryView query={query} what="The settings" skeleton={null}>
        {(settings) => (
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
        )}
      </QueryView>
    </>
  );
}
