import type { Command } from 'commander';
import { limitsJson } from '#main/queries/home/limits-json';
import type { Standing, Standings } from '#shared/domain/standing';
import { formatAge } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import {
  atLimitShort,
  isReached,
  namesOf,
  percentWords,
  type Reader,
  usedWords,
  whenShort,
} from '#shared/words/standing';
import { applies, isKnown, unchosenPlans } from '#shared/words/verdict';
import { dataCommand, withRiskOptions } from '../data-command';
import type { Finish } from '../exit-codes';
import { fittedTable } from '../fitted-table';
import { readGround } from '../no-data';
import { print, printJson, type Tint, terminalWidth } from '../output';
import type { RiskOptions } from '../place';
import { answerRisk } from '../risk-answer';
import { addLimitChanges } from './limits-set';

export function addLimits(program: Command, finish: Finish): void {
  const limits = withRiskOptions(
    dataCommand(program, 'limits', 'how every limit stands, the one that is first on top', [
      'headroom limits --watch 60',
      'headroom limits --exit-code || echo "look at it"',
      'headroom limits set VERCEL_KV_STORAGE_MB 256 --warning 70',
      'headroom limits reset VERCEL_KV_STORAGE_MB',
    ]),
  ).action(async (options: RiskOptions) =>
    finish(
      await answerRisk(options, async ({ account }) => {
        const { standings, code, isShown } = await readGround(account, isKnown);
        const reader = { now: account.clock.now() };
        if (options.json) {
          printJson(limitsJson(standings, reader));
        } else if (isShown) {
          const shown = limitsTable(standings, reader, terminalWidth());
          print(shown, tintsOf(shown, standings));
        }
        return { code, told: standings.list };
      }),
    ),
  );
  addLimitChanges(limits, finish);
}

const FIRST_HEAD = 'Limit';

/** The color of each line of a table: below the head there is one for each limit. Rows below each other have none. */
export function tintsOf(shown: string, { list }: Pick<Standings, 'list'>): (line: number) => Tint | null {
  const rows = shown.startsWith(FIRST_HEAD) ? list.filter(applies) : [];
  return (line) => tintOf(rows[line - 1]);
}

function tintOf(standing: Standing | undefined): Tint | null {
  switch (standing?.severity) {
    case 'over':
    case 'critical':
      return 'red';
    case 'warning':
      return 'yellow';
    default:
      return null;
  }
}

/** The limits of this account in the one order; what its plan does not offer is counted below. `width` in characters. */
export function limitsTable({ list }: Pick<Standings, 'list'>, reader: Reader, width: number | null): string {
  const names = namesOf(list);
  const rows = list.filter(applies);
  const cells = (of: (standing: Standing) => string) => rows.map(of);
  const drawn = fittedTable(
    [
      { head: FIRST_HEAD, dropped: 0, cells: cells(({ key, title }) => names.get(key) ?? title) },
      { head: 'Used', align: 'right', dropped: 1, cells: cells(usedWords) },
      { head: 'Percent', align: 'right', dropped: 0, cells: cells((one) => percentWords(one) || '–') },
      { head: 'When', dropped: 0, cells: cells((one) => whenShort(one, reader)) },
      { head: 'In 30 days', align: 'right', dropped: 2, cells: cells(chance) },
      { head: 'At the limit', dropped: 3, cells: cells(atLimitShort) },
      { head: 'Read', dropped: 4, cells: cells(({ asOf }) => age(asOf, reader)) },
    ],
    width,
  );
  const rest = list.length - rows.length;
  const foot = [
    rest === 0 ? '' : `${rest} more without a limit that is known: headroom summary lists them.`,
    unchosenPlans(list),
  ].filter((line) => line !== '');
  return foot.length === 0 ? drawn : `${drawn}\n\n${foot.join('\n')}`;
}

function chance(standing: Standing): string {
  return standing.probability === null || isReached(standing) ? '–' : formatProbability(standing.probability.within30);
}

function age(asOf: number | null, { now }: Reader): string {
  return asOf === null ? 'never' : formatAge(Math.max(0, now - asOf));
}
