import { readdirSync, readFileSync } from 'node:fs';
import { overviewWithData } from './fixtures';
import type { RunningApp } from './launch';

/** Milliseconds from the start of the process to the largest paint of the Overview with its data. */
export async function startToData({ page, startedAt }: RunningApp): Promise<number> {
  await overviewWithData(page);
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(performance.timeOrigin + (list.getEntries().at(-1)?.startTime ?? Number.NaN));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  return painted - startedAt;
}

/** Proportional memory of all processes of the app in bytes; Linux only. */
export function memoryOf(processId: number): number {
  return treeOf(processId).reduce((sum, id) => sum + pss(id), 0);
}

function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ id: Number(name), parent: parentOf(Number(name)) }));
  const tree = [root];
  for (const id of tree) tree.push(...parents.filter(({ parent }) => parent === id).map((child) => child.id));
  return tree;
}

function parentOf(id: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(read(`/proc/${id}/status`))?.[1] ?? -1);
}

function pss(id: number): number {
  return Number(/^Pss:\s*(\d+) kB$/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

/** Empty for a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
