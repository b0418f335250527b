import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator, startSimulator, terminalEnvironment } from '#main/simulator/index';
import { formatInstant } from '#shared/core/calendar/calendar';
import { NOW } from '../collection/monitored';
import { copyFilledSample } from '../collection/sample';
import { buildCli, removeCli, runCli } from './built-cli';
import { type Assistant, startAssistant } from './mcp-client';

/** The moment of the sample that other suites have filled, too. */
const START = formatInstant(NOW);

/** An account with an assistant that asks it, and the terminal beside it. */
export interface AskedAccount {
  readonly environment: Record<string, string>;
  readonly assistant: Assistant;
  /** What a command prints with `--json`. */
  terminal(...command: readonly string[]): Promise<unknown>;
}

/** Accounts of `test/accounts/` that were collected once, and the sample, each with an assistant of its own. */
export class AskedAccounts {
  readonly #folders: string[] = [];
  readonly #simulators: Simulator[] = [];
  readonly all = new Map<string, AskedAccount>();

  async open(...names: readonly string[]): Promise<void> {
    await buildCli();
    for (const name of names) {
      await (name === 'sample' ? this.#openSample() : this.#openAccountOfFile(name));
    }
  }

  of(name: string): AskedAccount {
    const found = this.all.get(name);
    if (found === undefined) throw new Error(name);
    return found;
  }

  async close(): Promise<void> {
    for (const { assistant } of this.all.values()) await assistant.client.close();
    for (const simulator of this.#simulators) await simulator.close();
    for (const made of this.#folders) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
    removeCli();
  }

  #folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'headroom-mcp-'));
    this.#folders.push(made);
    return made;
  }

  async #openSample(): Promise<void> {
    const place = this.#folder();
    await copyFilledSample(place, NOW);
    await this.#open('sample', ['--sample', '--data-dir', place], { HEADROOM_NOW: START });
  }

  async #openAccountOfFile(name: string): Promise<void> {
    const scenario = readScenarioFile(join(resolve('test/accounts'), `${name}.json`));
    if (!scenario.ok) throw new Error(scenario.failure.message);
    const simulator = await startSimulator({ scenario: scenario.value, clock: settableClock(NOW), anchor: NOW });
    this.#simulators.push(simulator);
    const environment = { ...terminalEnvironment(scenario.value, simulator.credentials), HEADROOM_NOW: START };
    const args = ['--data-dir', this.#folder()];
    await runCli(['collect', ...args], environment);
    await this.#open(name, args, environment);
  }

  async #open(name: string, args: readonly string[], environment: Record<string, string>): Promise<void> {
    const assistant = await startAssistant(args, environment);
    this.all.set(name, {
      environment,
      assistant,
      terminal: async (...command) =>
        JSON.parse((await runCli([...command, '--json', ...args], environment)).stdout) as unknown,
    });
  }
}
