import { useState } from 'react';
import { formatMoment } from '#shared/format/date';
import { formatNumber } from '#shared/format/quantity';
import type { ChannelOutput } from '#shared/ipc/contract';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { SettingRow } from '../../components/setting-row';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';

/** Rows of a time that the clock took back: how many, of when, and what a person can do with them. */
export function SetAsideRow({ status }: { readonly status: ChannelOutput<'data:status'> }) {
  const [asking, setAsking] = useState(false);
  const remove = useToldAction('data:remove-set-aside');
  const putBack = useToldAction('data:put-back');
  const toast = useToast();
  const { setAside, clockIsBehind } = status;
  if (setAside === null) {
    return clockIsBehind ? (
      <SettingRow
        label="The clock seems to be behind"
        help="What is stored lies ahead of the clock of this computer. Set the clock; nothing is lost meanwhile."
      >
        {null}
      </SettingRow>
    ) : null;
  }
  const rows = `${formatNumber(setAside.rows)} ${setAside.rows === 1 ? 'row' : 'rows'}`;
  const when = `${formatMoment(setAside.first)} to ${formatMoment(setAside.last)}`;
  return (
    <>
      <SettingRow
        label="Times that lay in the future"
        help={`The clock of this computer went back: ${rows} from ${when} are kept aside and counted nowhere.`}
      >
        <Button
          variant="ghost"
          disabled={putBack.pending}
          onClick={() => putBack.run(null, (answer) => toast({ text: `${formatNumber(answer.rows)} rows put back` }))}
        >
          Put back
        </Button>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Remove…
        </Button>
      </SettingRow>
      {asking ? (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={`Remove ${rows}?`}
          description={`They tell of ${when}, which the clock has taken back. They are in no figure, and cannot be brought back.`}
          actions={
            <>
              <Button onClick={() => setAsking(false)} autoFocus>
                Keep aside
              </Button>
              <Button
                variant="danger"
                disabled={remove.pending}
                onClick={() => remove.run({ sure: true }, () => setAsking(false))}
              >
                Remove
              </Button>
            </>
          }
        />
      ) : null}
    </>
  );
}
