import type { LimitJson } from '#shared/ipc/standing';
import type { SurfaceTexts } from './standing-texts';

/** What one surface answers of one limit, read back from what it shows; left out: it does not tell that. */
export interface Answer {
  readonly name: string;
  readonly percent?: string;
  readonly when?: string;
  readonly chance?: string;
  readonly atLimit?: string;
  readonly severity?: string;
}

/** What a surface says: its first sentence, its limits in their order, and the total of the bill. */
export interface Said {
  readonly headline?: string;
  readonly limits: readonly Answer[];
  readonly cost?: string;
}

/** Each surface read for itself. Nothing here knows how another one is made. */
export function saidBy(texts: SurfaceTexts): Readonly<Record<string, Said>> {
  return {
    terminal: { limits: fromTerminal(texts.terminal), ...costIn(texts.bill) },
    tray: fromTray(texts.tray),
    markdown: fromMarkdown(texts.markdown),
    html: fromHtml(texts.html),
    overview: fromOverview(texts.overview),
    limits: fromLimits(texts.limits),
  };
}

/** The limits of `limits --json` that have a figure and are on the plan, in their order. */
export function fromJson(json: string): LimitJson[] {
  return (JSON.parse(json) as LimitJson[]).filter(
    ({ limit, freshness, text }) => limit !== null && !(freshness === 'never' && text.includes('not on this plan')),
  );
}

/** The rows of `summary` that are held against a limit: key, percent, when, chance. */
export function fromSummary(text: string): readonly (Answer & { readonly limit: string })[] {
  return rowsOf(text)
    .map((cells) => ({
      name: cells['Metric'] ?? '',
      limit: cells['Limit'] ?? '',
      percent: dash(cells['Percent']),
      when: cells['Reached'] ?? '',
      chance: dash(cells['In 30 days']),
    }))
    .filter(({ when }) => when !== '–');
}

function fromTerminal(text: string): Answer[] {
  return rowsOf(text).map((cells) => ({
    name: cells['Limit'] ?? '',
    percent: dash(cells['Percent']),
    when: cells['When'] ?? '',
    chance: dash(cells['In 30 days']),
    atLimit: cells['At the limit'] ?? '',
  }));
}

/** Rows of a table without boxes, as the head's words stand above them; right-aligned cells end where their head ends. */
function rowsOf(text: string): Record<string, string>[] {
  const [table = ''] = text.split('\n\n');
  const [head = '', ...lines] = table.split('\n');
  const heads = [...head.matchAll(/\S+(?: \S+)*/g)].map((found) => ({
    word: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }));
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = [...line.matchAll(/\S+(?: \S+)*/g)].map((found) => ({
        word: found[0],
        from: found.index,
        to: found.index + found[0].length,
      }));
      const cellOf = (column: (typeof heads)[number]) =>
        cells.find((cell) => cell.from < column.to && cell.to > column.from)?.word ?? '';
      return Object.fromEntries(heads.map((column) => [column.word, cellOf(column)]));
    });
}

function fromTray(text: string): Said {
  const [head = '', tightest = ''] = text.split('\n---\n');
  const [headline = '', cost = ''] = head.split('\n');
  const limits = /^(Collecting|Collect now)/.test(tightest) ? [] : tightest.split('\n');
  return {
    headline,
    ...costIn(cost),
    limits: limits.map((label) => {
      const [name, said] = splitLabel(label);
      const found = /^((?:at least )?<?[\d.,]+ %), (.*)$/.exec(said);
      return { name, percent: found?.[1] ?? '', when: found?.[2] ?? said };
    }),
  };
}

/** A label has several blanks between the name and the words, of which one is kept where it is drawn on one line. */
function splitLabel(label: string): readonly [string, string] {
  const wide = label.indexOf('   ');
  if (wide >= 0) {
    return [label.slice(0, wide), label.slice(wide + 3)];
  }
  const found = /^(.*?) ((?:at least )?<?[\d.,]+ %, .*)$/.exec(label);
  return [found?.[1] ?? label, found?.[2] ?? ''];
}

function fromMarkdown(text: string): Said {
  const plain = text.replace(/\\([\\`*_[\]<>|#])/g, '$1');
  const limits = plain.slice(plain.indexOf('\n## Limits'), plain.indexOf('\n## ', plain.indexOf('\n## Limits') + 4));
  return {
    headline: /^## (.*)$/m.exec(plain)?.[1] ?? '',
    limits: limits
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:Metric|---) /.test(line))
      .map((line) => inReport(line.slice(2, -2).split(' | ')))
      .filter((answer) => answer !== null),
    ...costIn(after(plain, 'Everything, so far')),
  };
}

function fromHtml(text: string): Said {
  const limits = text.slice(text.indexOf('<h2>Limits</h2>'), text.indexOf('<h2>Recommendations</h2>'));
  const [table = ''] = limits.split('</table>');
  return {
    headline: words(/<h1>(.*?)<\/h1>/.exec(text)?.[1] ?? ''),
    limits: [...table.matchAll(/<tr>((?:<td>.*?<\/td>)+)<\/tr>/gs)]
      .map(([, row = '']) => inReport([...row.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = '']) => words(cell))))
      .filter((answer) => answer !== null),
    ...costIn(after(words(text), 'Everything, so far')),
  };
}

/** Metric, used, limit, percent, when, what happens there; null for what has no limit. */
function inReport([name = '', , limit = '', percent = '', reach = '', atLimit = '']: readonly string[]): Answer | null {
  if (limit === 'not available' || atLimit === '') {
    return null;
  }
  // Behind it stands between which days, or why it is old.
  return { name, percent: dash(percent), when: reach.replace(/ \([^()]*\)$|\. .*$/, ''), atLimit };
}

function fromOverview(page: string): Said {
  const cards = page.split('card metric-card"').slice(1);
  return {
    headline: words(/verdict-headline">(.*?)<\/h2>/s.exec(page)?.[1] ?? ''),
    limits: cards.map((card) => {
      const time =
        /metric-card-time(?: metric-card-time-(\w+))?[^"]*">(.*?)<\/span><\/span><span class="metric-card/s.exec(card);
      return {
        name: words(/<span class="t-cut">(.*?)<\/span>/s.exec(card)?.[1] ?? ''),
        percent: words(/<b>(.*?)<\/b>/s.exec(card.slice(card.indexOf('metric-card-foot')))?.[1] ?? ''),
        when: words(time?.[2] ?? ''),
        ...(time?.[1] === undefined ? {} : { severity: time[1] }),
      };
    }),
    ...costIn(words(after(page, 'Cost over everything'))),
  };
}

function fromLimits(page: string): Said {
  return {
    headline: words(/<h2 class="t-title-l">(.*?)<\/h2>/s.exec(page)?.[1] ?? ''),
    limits: page
      .split('<tr class="limit-row')
      .slice(1)
      .map((row) => {
        const [, , , expected = '', , within30 = ''] = row.split('</td>');
        return {
          name: words(/limit-title">(.*?)<\/span>/s.exec(row)?.[1] ?? ''),
          percent: words(/limit-percent[^>]*>(.*?)<\/span>/s.exec(row)?.[1] ?? ''),
          atLimit: words(/limit-consequence">(.*?)<\/span>/s.exec(row)?.[1] ?? ''),
          when: words(expected.split('limit-second')[0]?.replace(/<span class="$/, '') ?? ''),
          chance: chanceIn(within30),
        };
      }),
  };
}

function chanceIn(cell: string): string {
  return /^[<>]?\d+ %/.exec(words(cell))?.[0] ?? '';
}

/** The first amount of a text, with whether it is said to be a lower bound. */
function costIn(text: string): { readonly cost?: string } {
  const found = /(?:at least )?\$[\d,]+\.\d\d/.exec(text);
  return found === null ? {} : { cost: found[0] };
}

function after(text: string, mark: string): string {
  return text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : '';
}

function dash(cell: string | undefined): string {
  return cell === undefined || cell === '–' ? '' : cell;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};

/** Markup away, entities as their letters, one blank between words. */
function words(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
