import { parse } from 'csv-parse/sync';
import { oneLine } from '#shared/format/plain-text';
import type { LimitJson } from '#shared/ipc/standing';
import {
  figuresOfCsv,
  figuresOfHtml,
  figuresOfJson,
  figuresOfMarkdown,
  type ReadFigure,
} from '../fixtures/report-figures';
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
    csv: fromCsv(texts.csv),
    'report as JSON': fromReportJson(texts.reportJson),
    overview: fromOverview(texts.overview),
    limits: fromLimits(texts.limits),
  };
}

/**
 * The limits of `limits --json` that have a figure and are on the plan, and what a provider has stopped, of which nobody
 * tells a figure; in their order.
 */
export function fromJson(json: string): LimitJson[] {
  return (JSON.parse(json) as LimitJson[]).filter(
    ({ limit, enforcing, freshness, text }) =>
      enforcing !== null || (limit !== null && !(freshness === 'never' && text.includes('not on this plan'))),
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
  const headline =
    /^# (.*)$/m
      .exec(text)?.[1]
      ?.replace(/\\([\\`*_{}[\]<>|#~!])/g, '$1')
      .replace(/\u2060/g, '') ?? '';
  return fromReport(headline, figuresOfMarkdown(text));
}

function fromHtml(text: string): Said {
  return fromReport(words(/<h1[^>]*>(.*?)<\/h1>/.exec(text)?.[1] ?? ''), figuresOfHtml(text));
}

/** The first sentence of the summary is the verdict. */
function fromCsv(text: string): Said {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return fromReport(rows.find(({ id }) => id === 'summary.text.1')?.['text'] ?? '', figuresOfCsv(text));
}

function fromReportJson(text: string): Said {
  const { verdict } = JSON.parse(text) as { readonly verdict: { readonly headline: string } };
  return fromReport(oneLine(verdict.headline), figuresOfJson(text));
}

/** The table of limits by its own heads, whatever else the report has; the cost is the one that the bill begins with. */
function fromReport(headline: string, figures: readonly ReadFigure[]): Said {
  const limits: Record<string, string>[] = [];
  for (const { of, label, text } of figures) {
    if (label === 'Used') {
      limits.push({ name: of });
    }
    const last = limits.at(-1);
    if (last !== undefined && last['name'] === of && of !== '') {
      last[label] ??= text;
    }
  }
  return {
    headline,
    limits: limits.map((one) => ({
      name: one['name'] ?? '',
      percent: dash(one['Percent']),
      // Behind it stands between which days.
      when: one['Reached']?.split(' · ')[0] ?? '',
      chance: dash(one['In 30 days']),
      atLimit: one['At the limit'] ?? '',
    })),
    ...costIn(figures.find(({ of, label }) => of === '' && label === 'So far')?.text ?? ''),
  };
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
