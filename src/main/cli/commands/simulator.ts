import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { settableClock, systemClock } from '#main/clock';
import type { Scenario, Simulator } from '#main/simulator/index';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { examplesText } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, tell, tellFailure } from '../output';
import { interrupted, parsePort } from '../until-interrupted';

interface SimulatorCommandOptions {
  readonly port: number;
  readonly scenario: string;
  readonly now?: Instant;
  readonly anchor?: Instant;
  readonly hold?: boolean;
  readonly env?: boolean;
  readonly json?: boolean;
}

export function addSimulator(program: Command, finish: Finish): void {
  program
    .command('simulator')
    .description("serve the providers' clouds on 127.0.0.1 until interrupted")
    .option('--port <n>', 'port to listen on; 0 takes a free one', parsePort, 0)
    .option('--scenario <name>', 'scenario to tell: the name of one that ships, or a JSON file', 'sample')
    .option('--now <moment>', 'where its clock starts, such as 2026-11-20T12:00:00Z (default: now)', parseMoment)
    .option('--anchor <moment>', "what the scenario's days count from (default: where the clock starts)", parseMoment)
    .option('--hold', 'its clock stands still; PUT /_simulator/clock moves it')
    .addOption(new Option('--env', 'write the variables of a terminal to standard output, for eval').conflicts('json'))
    .option('--json', 'write address, clock and variables as one line of JSON to standard output')
    .addHelpText(
      'after',
      examplesText(['headroom simulator --port 4100', 'headroom simulator --scenario hobby --env > account.sh']),
    )
    .exitOverride()
    .action(async (options: SimulatorCommandOptions) => finish(await serve(options)));
}

async function serve(options: SimulatorCommandOptions): Promise<ExitCode> {
  const scenario = await findScenario(options.scenario);
  if (!scenario.ok) {
    tellFailure(scenario.failure);
    return EXIT.wrongUse;
  }
  const { startSimulator } = await import('#main/simulator/index');
  const start = options.now ?? systemClock.now();
  const clock = settableClock(start);
  if (options.hold !== true) {
    clock.run(start);
  }
  const anchor = options.anchor ?? start;
  let simulator: Simulator;
  try {
    simulator = await startSimulator({ scenario: scenario.value, clock, control: clock, anchor, port: options.port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) {
      throw error;
    }
    tell(`Port ${options.port} is in use. Choose another with --port, or 0 for a free one.`);
    return EXIT.failure;
  }
  await announce(simulator, options, start, anchor);
  await interrupted();
  await simulator.close();
  return EXIT.fine;
}

/** A shipped scenario by its name, else the file of that path. */
async function findScenario(name: string): Promise<Result<Scenario>> {
  const { loadScenario, readScenarioFile, SCENARIO_NAMES } = await import('#main/simulator/index');
  if (SCENARIO_NAMES.some((known) => known === name)) {
    return succeed(loadScenario(name));
  }
  if (existsSync(name) || /[\\/]|\.json$/.test(name)) {
    return readScenarioFile(name);
  }
  return fail({
    code: 'invalid-input',
    message: `There is no scenario "${name}", and no file of that name.`,
    action: `Choose one of: ${SCENARIO_NAMES.join(', ')}; or give the path of a file.`,
    retryable: false,
  });
}

/** What a terminal needs to read this account. By default the address alone is the answer. */
async function announce(
  simulator: Simulator,
  options: SimulatorCommandOptions,
  start: Instant,
  anchor: Instant,
): Promise<void> {
  const { terminalEnvironment } = await import('#main/simulator/index');
  const { url, scenario, credentials } = simulator;
  const now = formatInstant(start);
  const environment = {
    ...terminalEnvironment(scenario, credentials),
    ...(options.now === undefined ? {} : { HEADROOM_NOW: now }),
  };
  const held = options.hold === true;
  if (options.json) {
    print(JSON.stringify({ url, scenario: scenario.name, now, anchor: formatInstant(anchor), held, environment }));
    return;
  }
  tell(`# Scenario "${scenario.name}"; its clock ${held ? 'stands still at' : 'runs from'} ${now}.`);
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`);
  if (options.env) {
    print(lines.join('\n'));
    return;
  }
  print(url);
  tell('# For a terminal:');
  tell(lines.join('\n'));
}

/** A word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function parseMoment(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) {
    throw new InvalidArgumentError('Write it with its offset, like 2026-11-20T12:00:00Z.');
  }
  return instant;
}
