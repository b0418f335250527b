import { formatList } from '../../format/list';

/** Longer lists are counted: a name has to fit above a page and into a file's name. */
const NAMED = 2;

/** What a report over accounts is called: `acme`, `acme and OpenAI`, `acme and 3 more accounts`; the same name is said once. */
export function accountsName(titles: readonly string[]): string {
  // Where a key comes from is nothing to whoever is sent the report.
  const [first = '', ...others] = new Set(titles.map((title) => title.replace(/ \(environment\)$/, '')));
  return others.length < NAMED ? formatList([first, ...others]) : `${first} and ${others.length} more accounts`;
}

/** What stands there where no account is connected. */
export const NO_ACCOUNT_NAME = 'No account';
