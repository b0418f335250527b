import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly title: string;
  readonly language: string;
  readonly isTagged: boolean;
  /** Titles of all bookmarks, whatever their depth. */
  readonly outline: readonly string[];
  /** The text of each page. */
  readonly pages: readonly string[];
}

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

/** What a reader, also one that speaks, finds in a PDF. */
export async function readPdf(file: string): Promise<ReadPdf> {
  const pdf = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 }).promise;
  const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> };
  const marks = (await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent();
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const titles = (marksOf: readonly Bookmark[]): readonly string[] =>
    marksOf.flatMap(({ title, items }) => [title, ...titles(items)]);
  return {
    title: String(info['Title'] ?? ''),
    language: String(info['Language'] ?? ''),
    isTagged: marks?.get('Marked') === true,
    outline: titles(((await pdf.getOutline()) ?? []) as readonly Bookmark[]),
    pages,
  };
}
