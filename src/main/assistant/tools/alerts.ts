import { z } from 'zod';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { links } from '#shared/domain/screen-links';
import { formatDateTime } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import type { AlertView } from '#shared/ipc/alerts';
import { inputWords, leftOut, narrowing, toolWords } from '#shared/words/assistant-tools';
import { isKnown } from '#shared/words/verdict';
import { momentFigure } from './figures';
import { fitted } from './fitted';
import { mostInput } from './inputs';
import { withMoments } from './moments';
import { defineTool, type ToolFigure } from './tool';

/** `alerts`: as `headroom alerts --json`, without where each was told. */
export const alertsTool = defineTool({
  name: 'alerts',
  ...toolWords.alerts,
  input: { days: z.int().min(1).max(366).default(30).describe(inputWords.days), most: mostInput(20, 200) },
  async read(account, { days, most }) {
    const ground = await account.ask(readAnswerGround, isKnown);
    const alerts = await account.ask(readAlerts);
    const since = account.clock.now() - days * DAY;
    const recent = alerts.history.filter(({ at }) => at >= since);
    const firing = fitted(alerts.firing.map(withoutDeliveries), most);
    const history = fitted(recent.map(withoutDeliveries), most);
    return succeed({
      content: withMoments({
        known: alerts.known,
        firing: firing.shown,
        history: history.shown,
        last30Days: alerts.last30Days,
      }),
      figures: alerts.firing.slice(0, firing.shown.length).flatMap(figuresOf),
      notes: [...groundNotes(ground), ...leftOut(firing.left + history.left, 'alert', narrowing.history)],
    });
  },
});

function withoutDeliveries<Told extends { readonly deliveries: unknown }>({ deliveries: _, ...alert }: Told) {
  return alert;
}

function figuresOf({ id, title, percent, activeAt, limitKey }: AlertView): readonly ToolFigure[] {
  const link = links.alerts(id);
  return [
    // Of what is about no limit there is no share.
    ...(limitKey === null
      ? []
      : [{ label: title, value: percent, unit: 'percent', text: formatPercent(percent), link }]),
    { ...momentFigure(`${title}: since`, activeAt, link), text: formatDateTime(activeAt) },
  ];
}
