import type { Command } from 'commander';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import type { Standing } from '#shared/domain/standing';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { percentWords, whenShort } from '#shared/words/standing';
import { isKnown } from '#shared/words/verdict';
import { type DataOptions, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table } from '../output';

export function addRecommendations(program: Command, finish: Finish): void {
  dataCommand(program, 'recommendations', 'upgrade recommendations with their ROI, open ones first').action(
    async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          const { standings, code } = await readGround(account, isKnown);
          const views = await account.ask(readRecommendations);
          if (options.json) {
            printJson(views.map(recommendationJson));
          } else if (views.length > 0 || code === EXIT.fine) {
            print(recommendationTable(views, standings.list, account.clock.now()));
          }
          return code;
        }),
      ),
  );
}

/** One line a recommendation; what is not known says so. */
export function recommendationTable(
  views: readonly RecommendationView[],
  list: readonly Standing[],
  now: number,
): string {
  if (views.length === 0) {
    return 'No recommendations: nothing comes near a limit that a larger plan would lift.';
  }
  const rows = views.map((view) => {
    const standing = list.find(({ key }) => key === view.metricKey);
    return [
      view.priority,
      view.status,
      view.title,
      standing === undefined ? formatPercent(view.usagePercent) : percentWords(standing) || '–',
      standing === undefined ? 'no longer watched' : whenShort(standing, { now }),
      view.roi.upgradeCost === null ? 'unknown' : `${formatPrice(view.roi.upgradeCost, view.roi.currency)} a month`,
      view.roi.profitImpact === null ? 'unknown' : formatProjectedMoney(view.roi.profitImpact, view.roi.currency),
      view.roi.roi === null ? 'unknown' : formatPercent(view.roi.roi),
    ];
  });
  return table(['Priority', 'Status', 'What', 'Used', 'Limit', 'Costs', 'Gain', 'ROI'], rows, [3, 5, 6, 7]);
}
