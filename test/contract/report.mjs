/** The result of a run as a Markdown page. */
export function report({ results, amounts, sabotages }, date) {
  const all = [...results, ...amounts];
  const failed = all.filter(({ ok }) => !ok).length;
  const unnoticed = sabotages.filter((one) => one.failed.length === 0).length;
  return `# Contract of the simulator

The simulator is right when clients that we did not write accept it, and when what they print is what the raw
answers, the scenario's own prices and the provider's other reports come to. \`npm run contract\` installs the
providers' own command line and SDKs into \`test/contract/\`, runs every call below against the simulator
with the scenario \`pro-growth\`, and writes this page. It is not part of \`npm test\`: the clients weigh 400 MB.

Last run: ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform}-${process.arch}:
**${all.length - failed} passed, ${failed} failed; ${sabotages.length - unnoticed} of ${sabotages.length} sabotages noticed**.

## Calls

${table(results)}

## Amounts

Closed days only, with three seats and without revisions. "Raw answers" are read by a second program
(\`test/contract/amounts-*.mjs\`), which shares no code with the simulator.

${table(amounts)}

## Sabotages

Each falsifies the simulator's answers on their way (\`test/contract/sabotage.mjs\`), in a way that every client accepts.
At least one check of amounts has to fail then.

| sabotage | checks that fail |
| --- | --- |
${sabotages.map(({ name, failed: noticed }) => `| ${cell(name)} | ${noticed.length === 0 ? '**none**' : `${noticed.length}: ${cell(noticed.join('; '))}`} |`).join('\n')}
`;
}

function table(results) {
  const rows = results.map(
    ({ client, call, expect, ok, problem }) =>
      `| ${client} | \`${cell(call)}\` | ${cell(expect)} | ${ok ? 'passed' : `**failed**: ${cell(problem)}`} |`,
  );
  return ['| client | call | expected | result |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim().slice(0, 240);
}
