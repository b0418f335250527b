import { runTerminal } from './run-terminal';

process.exitCode = await runTerminal(process.argv.slice(2));
