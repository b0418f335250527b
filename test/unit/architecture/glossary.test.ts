import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles } from './source-files';

const LINE =
  /^- \*\*(?<term>[^*]+)\*\*: (?<meaning>.+[.:?]) (?<source>(?:Ours: see )?\[(?<title>[^\]]+)\]\((?<link>\S+)\))$/;

const lines = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const entries = lines.map((line) => LINE.exec(line)?.groups ?? {});

/** The words of all that is written in `src`, with identifiers taken apart: `BacktestDay` is "backtest day". */
const written = sourceFiles()
  .map(({ path, text }) => ` ${wordsOf(path)} ${wordsOf(text)}`)
  .join(' ');

function wordsOf(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
}

/** In any form that begins with it: "winsorize" is there as "winsorized". */
const isWritten = (term: string) => written.includes(` ${wordsOf(term).trim()}`);

/** What does not belong there: no web address over TLS, or a page of ours that is not there. */
const isBroken = (link: string) =>
  link.startsWith('https://') ? !URL.canParse(link) || /["'<>\\]/.test(link) : !existsSync(join(ROOT, 'docs', link));

describe('the glossary', () => {
  test('has one line a term, each with a meaning and a source', () => {
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
    const terms = entries.map(({ term }) => term);
    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
    expect(terms.length).toBeGreaterThan(40);
  });

  test('defines only words that the code uses', () => {
    expect(entries.map(({ term = '' }) => term).filter((term) => !isWritten(term))).toEqual([]);
  });

  test('is not passed over: words that it replaced stay out of the code', () => {
    expect(['harvest', 'rhythm', 'teller', 'tame', 'wanders', 'judged day'].filter(isWritten)).toEqual([]);
  });

  test('links to well-formed addresses and to pages of ours that are there', () => {
    expect(entries.map(({ link = '' }) => link).filter(isBroken)).toEqual([]);
    expect(['http://plain.example', 'https://', 'gone.md'].map(isBroken)).toEqual([true, true, true]);
  });
});
