import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '#main/clock';
import { EXIT, type Finish } from '../exit-codes';
import { print, tell } from '../output';

export function addSimulator(program: Command, finish: Finish): void {
  program
    .command('simulator')
    .description("serve the providers' clouds on 127.0.0.1 until interrupted")
    .option('--port <n>', 'port to listen on; 0 takes a free one', parsePort, 0)
    .option('--scenario <name>', 'scenario to tell', 'sample')
    .exitOverride()
    .action(async ({ port, scenario }: { readonly port: number; readonly scenario: string }) => {
      const { SCENARIO_NAMES, startSimulator } = await import('#main/simulator/index');
      if (!SCENARIO_NAMES.some((name) => name === scenario)) {
        tell(`There is no scenario "${scenario}". Choose one of: ${SCENARIO_NAMES.join(', ')}.`);
        finish(EXIT.wrongUse);
        return;
      }
      try {
        const simulator = await startSimulator({ scenario, clock: systemClock, port });
        print(simulator.url);
        tell(
          `Scenario "${scenario}". Set HEADROOM_VERCEL_URL=${simulator.credentials.vercel.url} VERCEL_TOKEN=${simulator.credentials.vercel.token}`,
        );
        await interrupted();
        await simulator.close();
      } catch {
        tell(`Port ${port} is in use. Choose another with --port, or 0 for a free one.`);
        finish(EXIT.failure);
      }
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  }
  return port;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
