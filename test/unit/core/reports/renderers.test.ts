import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportAsCsv } from '#shared/core/reports/csv';
import { figuresIn } from '#shared/core/reports/figures';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsJson } from '#shared/core/reports/json';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { shortAsText } from '#shared/core/reports/short';
import { oneLine } from '#shared/format/plain-text';
import { reportJsonSchema } from '#shared/ipc/report';
import { aReport, HOSTILE } from '../../../fixtures/a-report';
import {
  figuresOfCsv,
  figuresOfHtml,
  figuresOfJson,
  figuresOfMarkdown,
  figuresOfModel,
} from '../../../fixtures/report-figures';

describe.each([
  ['a plain name', 'web'],
  ['a hostile name', HOSTILE],
])('%s', (_, name) => {
  const report = aReport(name);
  const model = figuresOfModel(report);

  it('stands with every figure in HTML, Markdown, CSV and JSON alike', () => {
    expect(model).toHaveLength(7);
    expect(figuresOfHtml(reportAsHtml(report))).toEqual(model);
    expect(figuresOfMarkdown(reportAsMarkdown(report))).toEqual(model);
    expect(figuresOfJson(reportAsJson(report))).toEqual(model);
    const csv = figuresOfCsv(reportAsCsv(report));
    expect(csv.map(({ label, text }) => ({ label, text }))).toEqual(model.map(({ label, text }) => ({ label, text })));
    expect(csv.map(({ low, high }) => [low, high])).toEqual(
      figuresIn(report).map(({ figure }) => [String(figure.low ?? ''), String(figure.high ?? '')]),
    );
    expect(csv.map(({ id, value }) => [id, value])).toEqual(
      figuresIn(report).map(({ figure }) => [figure.id, expect.stringContaining(oneLine(String(figure.value)))]),
    );
  });
});

describe('a name that means harm', () => {
  const report = aReport(HOSTILE);

  it('is text in HTML: nothing of it is a tag, an attribute, or an address', () => {
    const page = reportAsHtml(report);
    expect(page).not.toMatch(/<script|<img|\son\w+=/i);
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual(['https://vercel.com/dashboard']);
    expect(openTags(page)).toEqual([]);
  });

  it('is text in Markdown: no markup, no cell more, nobody is called, no issue is named', () => {
    const text = reportAsMarkdown(report);
    // Between the tags of a summary it is HTML, in which only tags and entities mean something.
    const summaries = [...text.matchAll(/<summary>(.*)<\/summary>/g)].map(([, inside = '']) => inside);
    expect(summaries.join('')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#\u206039;|#39;)/);
    const outside = text
      .replace(/<summary>.*<\/summary>/g, '')
      .replace(/\\./g, '')
      .replace(/<\/?details>/g, '');
    expect(outside).not.toMatch(/<[a-z]|`|\]\((?!https:\/\/vercel)/i);
    expect(text).not.toMatch(/@\w|(?<!\\)#\d|#\d|www\.\w/);
    for (const table of text.split(/\n\n+/).filter((part) => part.startsWith('|'))) {
      const counts = table
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/\\\|/g, '').split('|').length);
      expect(new Set(counts).size, table).toBe(1);
    }
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it('is no formula in CSV, and no row more', () => {
    const text = reportAsCsv(report);
    expect(text).not.toMatch(/(?:^|,|\n)"?[=+@]/);
    expect(text.split('\r\n').length - 2).toBe(figuresIn(report).length + 5 + sentences(report));
  });

  it('is the very same in JSON', () => {
    const json = reportJsonSchema.parse(JSON.parse(reportAsJson(report)));
    expect(json.account).toBe(HOSTILE);
  });

  it('is one line in the short form, and calls nobody', () => {
    expect(shortAsText(report).split('\n').filter(Boolean)).toHaveLength(3);
    expect(shortAsText(report)).not.toMatch(/@\w/);
  });
});

/** Three of the verdict, then those of the sections. */
function sentences({ sections }: ReturnType<typeof aReport>): number {
  const count = (block: (typeof sections)[number]['blocks'][number]): number => {
    switch (block.kind) {
      case 'list':
        return block.items.length;
      case 'charts':
        return block.charts.length;
      case 'item':
        return block.blocks.map(count).reduce((a, b) => a + b, 0);
      default:
        return block.kind === 'text' || block.kind === 'bars' ? 1 : 0;
    }
  };
  return 3 + sections.flatMap(({ blocks }) => blocks.map(count)).reduce((a, b) => a + b, 0);
}

const VOID = new Set(['meta', 'path', 'circle', 'rect', '!doctype']);

/** Tags that are not closed, or closed where another one is open. */
function openTags(page: string): readonly string[] {
  const open: string[] = [];
  for (const [, close = '', name = ''] of page.replace(/<style>.*?<\/style>/s, '').matchAll(/<(\/?)([!\w]+)[^>]*>/g)) {
    if (VOID.has(name)) continue;
    if (close === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

describe('the page', () => {
  const page = reportAsHtml(aReport());

  it('loads and runs nothing', () => {
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
    // The outline of a PDF is made of the headings: a blank at which one wraps has to stay in it.
    expect(page.slice(page.indexOf('@media print'))).toContain('h1,h2,h3,h4{white-space:pre-wrap}');
    expect(page).not.toMatch(/<h[1-4][^>]*>[^<]*\n/);
    expect(page).not.toMatch(/<script|src=|url\(|@import/);
  });

  it('has landmarks, headings without a gap, heads with a scope, and words for its pictures', () => {
    expect(page).toMatch(/<html lang="en">.*<header>.*<main>.*<\/main>.*<footer>/s);
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    expect(page.match(/<th /g)?.length).toBe(page.match(/<th scope="(?:row|col)"/g)?.length);
    expect(page.match(/<svg /g)?.length).toBe(
      page.match(/<svg [^>]*role="img" aria-label(?:ledby="chart-\d"|="[^"]+")/g)?.length,
    );
    expect(page).toContain('<figcaption id="chart-1">web: 1 GB</figcaption>');
  });

  it('says that the sample is no real account, and only of the sample', () => {
    expect(page).toContain('Sample data. Nothing here is a real account.');
    expect(reportAsHtml({ ...aReport(), sample: false })).not.toMatch(/sample data/i);
  });

  it('prints, and is dark on a dark screen alone', () => {
    expect(page).toContain('@page{margin:16mm');
    expect(page).toContain('@media screen and (prefers-color-scheme:dark)');
  });
});

it('docs/report.schema.json is the shape of the report as JSON', async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(reportJsonSchema), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../../../docs/report.schema.json');
});
