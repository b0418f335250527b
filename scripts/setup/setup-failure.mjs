/** A set-up step that cannot go on, with the sentence that a person reads and what they can do about it. */
export class SetupFailure extends Error {
  /**
   * @param {string} message what went wrong, one sentence
   * @param {string} [remedy] what to do, ready to be followed
   */
  constructor(message, remedy = '') {
    super(message);
    this.name = 'SetupFailure';
    this.remedy = remedy;
  }
}

/** Runs a command's main function; a set-up failure becomes two readable lines and exit code 1, a bug its stack. */
export async function runAsCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`\n✗ ${error.message}\n${error.remedy ? `  ${error.remedy}\n` : ''}`);
    process.exitCode = 1;
  }
}
