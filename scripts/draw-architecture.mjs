/*
 * Draws the rooms and who imports whom from the real imports into docs/architecture.md, between two markers.
 * `npm run architecture` writes the drawing; with --check it only says whether the drawing is true, for the tests.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { roomGraph, toMermaid } from './architecture/room-graph.mjs';
import { inProject, projectNode } from './setup/paths.mjs';
import { run, tail } from './setup/run.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';

const document = inProject('docs', 'architecture.md');
const begin = '<!-- rooms: drawn by `npm run architecture` -->';
const end = '<!-- end of rooms -->';

await runAsCommand(async () => {
  const text = readFileSync(document, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new SetupFailure('docs/architecture.md has lost the markers of its drawing.');
  const drawing = `\n\n\`\`\`mermaid\n${toMermaid(roomGraph(await realImports()))}\`\`\`\n\n`;
  const drawn = `${before}${begin}${drawing}${end}${after}`;
  if (drawn === text) return 0;
  if (process.argv.includes('--check')) {
    throw new SetupFailure('The drawing in docs/architecture.md is out of date.', 'Run:  npm run architecture');
  }
  writeFileSync(document, drawn);
  return 0;
});

async function realImports() {
  const checker = inProject('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [checker, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const result = await run(projectNode(), args, { silenceSeconds: 300 });
  if (!result.stdout.startsWith('{')) throw new SetupFailure(`The imports could not be read:\n${tail(result.output)}`);
  return JSON.parse(result.stdout).modules;
}
