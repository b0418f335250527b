import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

/** What Debian's `promtool check metrics` has to say of a page: nothing, when it is sound. */
export function checkMetrics(page: string): string {
  try {
    return execFileSync('promtool', ['check', 'metrics'], { input: page, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr ?? error);
  }
}

/** Rules or other files that `promtool check KIND` reads; empty when they are sound, else what is wrong. */
export function checkRules(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-rules-'));
  const file = join(folder, 'rules.yml');
  writeFileSync(file, text);
  try {
    execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface ScrapedSample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Lets Debian's Prometheus scrape `target` with the `scrapeConfig` of a document, until `query` finds something; answers
 * what it found. Rejects after 30 seconds.
 */
export async function scrapeWithPrometheus(scrapeConfigs: string, query: string): Promise<readonly ScrapedSample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-prometheus-'));
  const port = await freePort();
  writeFileSync(join(folder, 'prometheus.yml'), scrapeConfigs);
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  try {
    for (let waited = 0; waited < 30_000; waited += 250) {
      const found = await ask(port, query);
      if (found.length > 0) {
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`Prometheus found nothing for ${query} within 30 seconds`);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function ask(port: number, query: string): Promise<readonly ScrapedSample[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await answer.json()) as {
      data?: { result: readonly { metric: Record<string, string>; value: [number, string] }[] };
    };
    return (data?.result ?? []).map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  } catch {
    // It does not listen yet.
    return [];
  }
}
