/** What the terminal says of what a person changed there, and of what it did not find. */

export function limitSet(title: string, figure: string): string {
  return `${title}: the limit is ${figure} now, as you say.`;
}

export function thresholdsSet(title: string, warningPercent: number, criticalPercent: number): string {
  return `${title}: a warning from ${warningPercent} %, critical from ${criticalPercent} %.`;
}

/** `figure` null: nobody tells one. */
export function limitReset(title: string, figure: string | null): string {
  return figure === null ? `${title}: no limit is known now.` : `${title}: the limit is ${figure} again.`;
}

/** `figure` null: it was taken away. */
export function markSet(title: string, figure: string | null): string {
  return figure === null ? `${title}: it has no mark of yours any more.` : `${title}: you are told at ${figure}.`;
}

export function limitSwitched(title: string, isWatched: boolean): string {
  return isWatched ? `${title} is watched.` : `${title} is no longer watched.`;
}

/** No metric has that name; or several have, and `choices` are their keys. */
export function whichMetric(name: string, choices: readonly string[]): string {
  return choices.length === 0
    ? `There is no metric "${name}". "headroom usage" names them.`
    : `"${name}" is several. Write one of: ${choices.join(', ')}.`;
}

export const FORECAST_OWN_LIMIT =
  'A stored metric is held against its own limit: "headroom limits set" changes that. --limit is for files.';

export const FORECAST_NONE_YET = 'There is no forecast of it yet.';

export const FORECAST_FILE_HAS_NO_RISK =
  'A file has no thresholds to end with: --exit-code is for metrics that Headroom reads.';
export const FORECAST_INPUT_ONCE = 'Standard input can be read once: name a file to --watch.';

export const NOTHING_TO_SET = 'Say what to set: a figure, --warning, --critical, --mark, --on or --off.';

export const NO_CONNECTIONS = 'No account is connected. "headroom connections add" lists what can be.';

export function connected(title: string, id: string): string {
  return `${title} is connected as ${id}. The next cycle reads it: "headroom collect" runs one now.`;
}

export function connectionPaused(title: string, paused: boolean): string {
  return paused
    ? `${title} is left alone until it is resumed. What was read of it stays, and grows old.`
    : `${title} is read again from the next cycle on.`;
}

/** A cycle that asks nobody says so, and how that ends. */
export const ALL_PAUSED =
  'All accounts are paused, so nothing was asked. "headroom connections resume --all" reads them again.';

export function allPaused(count: number, paused: boolean): string {
  const [what, is] = count === 1 ? ['1 account', 'is'] : [`${count} accounts`, 'are'];
  return paused
    ? `${what} ${is} left alone until resumed. What was read stays, and grows old.`
    : `${what} ${is} read again from the next cycle on.`;
}

export const NAME_OR_ALL = 'Name an account, or give --all.';

/** What a pause of all notices does, and how it ends. */
export function noticesPaused(until: string | null): string {
  return until === null
    ? 'Notices are given again.'
    : `No notices until ${until}; then one message says what is still to be said. "headroom alerts pause --end" ends it now.`;
}

export function disconnected(title: string): string {
  return `${title} was removed, with its key and all that was read of it.`;
}

/** A question before something that cannot be undone. */
export function removesConnection(title: string): string {
  return `This removes ${title}, its key and all that was read of it. Repeat it with --yes.`;
}

/** An account of variables comes back with the next command. */
export function ofEnvironment(title: string): string {
  return `${title} comes from variables of the environment. Unset them to take it away.`;
}

export function whichConnection(name: string, known: readonly string[]): string {
  return `There is no account "${name}". ${known.length === 0 ? 'None is connected.' : `Write one of: ${known.join(', ')}.`}`;
}

export function whichProvider(name: string, known: readonly string[]): string {
  return `Headroom does not know the provider "${name}". Write one of: ${known.join(', ')}.`;
}

export function unknownField(key: string, known: readonly string[]): string {
  return `There is no field "${key}" that may be written here. Those are: ${known.join(', ')}.`;
}

/** A key must not stand on a command line, where every process of the computer may read it. */
export function secretInArguments(key: string): string {
  return `${key} is secret: leave it out here. It is asked for, or read from standard input as "${key}=VALUE".`;
}

export function tested(title: string, account: string): string {
  return `${title} answers as ${account}.`;
}

export const SAMPLE_IS_FIXED = 'The sample account takes no other accounts.';

/** What an option says of a text that it cannot be. */
export const NO_PORT = 'A port is a whole number from 0 to 65535.';
export const NO_SECONDS = 'Seconds are a number from 1 to 86400.';
export const NO_FIGURE = 'A limit is a number above 0.';
export const NO_THRESHOLD = 'A threshold is a percentage from 1 to 100.';

/** Nothing was asked: each account is read by another Headroom, or its variables are not set here. */
export const NO_KEY_HERE =
  'No account has its key here, so nothing was asked. "headroom doctor" says where each one is looked for.';

export const NO_SOURCE_ANSWERED = 'No account gave a figure. "headroom doctor" says why.';

export const NO_ACCOUNT =
  'No account is connected. Set VERCEL_TOKEN or another account in the environment, connect one in the window, or try --sample.';

/** What is wrong with what was asked of `report`. */
export const REPORT_SHORT_IS_TEXT = 'The short form is a text: leave --format and --json out.';
export const REPORT_PDF_NEEDS_FILE = 'A PDF is no text for a terminal: name a file with --out.';
export const REPORT_CARD_ALONE =
  'The picture is the verdict as it is now, and nothing beside it: leave --format, --json, --out, --month, --sections and --short out.';
export const NO_MONTH = 'Write it as YYYY-MM.';

export function monthAhead(month: string): string {
  return `${month} has not begun.`;
}

export function notWritten(file: string): string {
  return `${file} could not be written. Choose a folder that you may write to.`;
}

/** A file cannot be put there: known before it is worked out. */
export function noFolder(folder: string) {
  return { message: `There is no folder ${folder}.`, action: 'Make it, or choose another one. Nothing was written.' };
}

export function closedFolder(folder: string) {
  return { message: `The folder ${folder} may not be written to.`, action: 'Choose another one. Nothing was written.' };
}

export const NOT_OF_HEADROOM = {
  message: 'The file is not a backup of Headroom.',
  action: 'Choose a file that a backup made. Nothing was changed.',
} as const;

export function noSection(name: string, sections: readonly string[]): string {
  return `There is no section "${name}". The sections: ${sections.join(', ')}.`;
}

/** Where nothing was collected yet. */
export const NOTHING_READ_YET = 'Nothing was read yet. Run "headroom collect" first.';

/** Behind `old`, which says of which accounts nothing was read lately. */
export function readLongAgo(old: string): string {
  return `${old} How it stands now is not known: "headroom doctor" tells what keeps it from being read.`;
}
