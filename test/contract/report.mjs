/** The result of a run as a Markdown page. */
export function report(results, date) {
  const failed = results.filter(({ ok }) => !ok).length;
  const rows = results.map(
    ({ client, call, expect, ok, problem }) =>
      `| ${client} | \`${cell(call)}\` | ${cell(expect)} | ${ok ? 'passed' : `**failed**: ${cell(problem)}`} |`,
  );
  return `# Contract of the simulator

The simulator is right when clients that we did not write accept it. \`npm run contract\` installs the
providers' own command line and SDKs into \`test/contract/\`, runs every call below against the simulator
with the scenario \`pro-growth\`, and writes this page. It is not part of \`npm test\`: the clients weigh 400 MB.

Last run: ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform}-${process.arch}:
**${results.length - failed} passed, ${failed} failed**.

| client | call | expected | result |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim().slice(0, 240);
}
