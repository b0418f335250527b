import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';

const configSchema = z.object({
  /** Folder of the store and of the window's own files; absolute. */
  dataDir: z.string().min(1),
  /** `sample` opens the sample account at once. */
  mode: z.enum(['own', 'sample']),
  /** Starts in the tray, as after a login. */
  hidden: z.boolean(),
  /** File for a picture of the Overview, after which the app quits; null to run normally. */
  captureFile: z.string().min(1).nullable(),
  /** Folder with a page to print, for which a terminal started this run, after which it ends; null to run normally. */
  pressFolder: z.string().min(1).nullable(),
});

/** How this run was asked for, read once from the command line. */
export type Config = Readonly<z.infer<typeof configSchema>>;

const valueSwitches = ['--data-dir', '--capture', '--press'] as const;
type ValueSwitch = (typeof valueSwitches)[number];

/**
 * Reads Headroom's switches: `--sample`, `--hidden`, `--data-dir=DIR`, `--capture=FILE`, `--press=FOLDER` (also with a
 * space before the value). Relative paths are taken from `workingDir`. Everything else is left to the runtime,
 * which has switches of its own. Fails with `invalid-input` when a value is missing.
 */
export function readConfig(
  argv: readonly string[],
  defaults: { readonly dataDir: string; readonly workingDir: string },
): Result<Config> {
  const values = new Map<ValueSwitch, string>();
  for (const name of valueSwitches) {
    const value = switchValue(argv, name);
    if (value === '') return fail(missingValue(name));
    if (value !== null) values.set(name, value);
  }
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(defaults.workingDir, path));
  const absoluteOrNone = (name: ValueSwitch) => {
    const path = values.get(name);
    return path === undefined ? null : absolute(path);
  };
  return succeed(
    configSchema.parse({
      dataDir: absolute(values.get('--data-dir') ?? defaults.dataDir),
      mode: argv.includes('--sample') ? 'sample' : 'own',
      hidden: argv.includes('--hidden'),
      captureFile: absoluteOrNone('--capture'),
      pressFolder: absoluteOrNone('--press'),
    }),
  );
}

/** Whether the command line names the folder of the data. */
export function namesDataFolder(argv: readonly string[]): boolean {
  return Boolean(switchValue(argv, '--data-dir'));
}

/** The last value given for a switch; empty when it is there without one, null when it is not there. */
function switchValue(argv: readonly string[], name: ValueSwitch): string | null {
  let found: string | null = null;
  argv.forEach((argument, at) => {
    if (argument.startsWith(`${name}=`)) found = argument.slice(name.length + 1);
    else if (argument === name) {
      const next = argv[at + 1];
      found = next === undefined || next.startsWith('--') ? '' : next;
    }
  });
  return found;
}

function missingValue(name: ValueSwitch): Failure {
  return {
    code: 'invalid-input',
    message: `${name} needs a value.`,
    action: `Write it as ${name}=PATH.`,
    retryable: false,
  };
}
