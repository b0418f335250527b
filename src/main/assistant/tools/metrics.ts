import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { readMetricList } from '#main/queries/home/limit-views';
import { metricJson } from '#main/queries/usage/usage-json';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatQuantity } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import { leftOut, narrowing, toolWords } from '#shared/words/assistant-tools';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount } from './named';
import { defineTool, type ToolFigure } from './tool';

/** `metrics`: as `headroom usage --json`. */
export const metricsTool = defineTool({
  name: 'metrics',
  ...toolWords.metrics,
  input: { account: inputs.account, most: mostInput(60, 300) },
  async read(account, { account: name, most }) {
    const connection = await namedAccount(account, name);
    if (!connection.ok) {
      return connection;
    }
    const ground = await account.ask(readAnswerGround, ({ used }) => used !== null);
    const list = await account.ask(readMetricList, account.scheduler.intervalMinutes);
    const asked = list.filter(({ connectionId }) => connection.value === null || connectionId === connection.value.id);
    const { shown, left } = fitted(asked.map(metricJson), most);
    return succeed({
      content: { metrics: shown },
      figures: asked.slice(0, shown.length).map(usedFigure),
      notes: [...groundNotes(ground), ...leftOut(left, 'metric', narrowing.metrics)],
    });
  },
});

/** What is used of a metric, as the list of usage shows it. */
export function usedFigure(view: MetricView): ToolFigure {
  const { title, connectionTitle, current, unit, usageKey } = view;
  return {
    label: `${title}, ${connectionTitle}`,
    value: current,
    unit,
    text: current === null ? view.note || 'not read' : formatQuantity(current, unit),
    link: links.usage(usageKey ?? undefined),
  };
}
