import { brokeOff, runTerminal } from './run-terminal';

// What nobody caught is still told as a sentence, not as a stack.
process.on('uncaughtException', (error) => process.exit(brokeOff(error)));
if (process.env['HEADROOM_DEBUG'] !== '1') {
  // The runtime's own warnings are for developers.
  process.removeAllListeners('warning');
}

process.exitCode = await runTerminal(process.argv.slice(2));
