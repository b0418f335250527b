import { counted } from '../format/plural';

/** What an assistant is told of the tools that it may use, and what these answer it where nothing can be read. */
export const toolWords = {
  limits: {
    title: 'How limits stand',
    description:
      'Every limit in the order in which it presses, the first first: what is used of how much, how sure that is, when it is reached and how likely, what happens then. Start here for "what will break next?".',
  },
  bill: {
    title: 'The bill',
    description:
      'What the current billing periods cost over everything and by account: so far, expected at the end with its 80 % range, the month before, budgets, and the largest lines. An amount that is not complete is "at least", and says what is missing.',
  },
  costs: {
    title: 'Costs by service, project, region or day',
    description:
      'The current period of each account with a bill, AI accounts too, split by service, project, region or day; by day all accounts together as well; and the AI accounts once more by model. The accounts of a currency add up to its bill.',
  },
  metrics: {
    title: 'What is measured',
    description: 'Every metric with its id, its account, what was read last and when. Other tools take its id.',
  },
  usage: {
    title: 'Usage of a metric over time',
    description: 'What was read of one metric over a range, oldest first, and where nothing was read.',
  },
  forecast: {
    title: 'Forecast of a metric',
    description:
      'What one metric is expected to be on the days ahead, with ranges, and when each of its limits is reached. Without a forecast it says why.',
  },
  explain_change: {
    title: 'Why something changed',
    description:
      'Without a metric: what changed the costs, since a day or of late, split by what carries it, with a likely cause. With a metric: the latest change of its use, split by project, with what was deployed then.',
  },
  recommendations: {
    title: 'Recommendations',
    description:
      'What Headroom advises, open ones first, with what each brings and what happens to those who wait. With an id everything about one: alternatives, evidence, steps, history.',
  },
  alerts: {
    title: 'Alerts',
    description: 'What fires now, and what fired and ended over the last days.',
  },
  forecast_record: {
    title: 'How forecasts came true',
    description: 'How often the forecasts of Headroom held what they promised, overall and by metric.',
  },
  what_if: {
    title: 'What if',
    description:
      'What everything would cost a month if something were different, beside today. Changes are written as traffic=2 (a factor), plan=pro, region=fra1, build-machine=turbo, images=0.5, cache-hits=20 (points) or model=FROM:TO, several with commas.',
  },
  connections: {
    title: 'Connected accounts',
    description:
      'Which accounts are watched, their plan, when each was last read and what could not be read, and which providers can be connected. Never their keys.',
  },
} as const;

/** What each input of the tools is. */
export const inputWords = {
  account: 'only this account, by its id or title, as "connections" names it',
  metric: 'a metric by its id, such as VERCEL_KV_STORAGE_MB, or its key, as "metrics" or "limits" name it',
  onlyMetric: 'only this metric, by its id or key, as "metrics" or "limits" name it',
  project: 'only this project, by its id or name',
  most: 'how many at most',
  month: 'the periods that begin in this month, YYYY-MM; left out: the current ones',
  by: 'what the costs are split by',
  range: 'how far back; left out: 30d',
  from: 'the first day, YYYY-MM-DD, instead of a range',
  to: 'the last day, YYYY-MM-DD; left out: today',
  points: 'how many points at most; with fewer, each stands for a longer stretch and keeps its peaks',
  since: 'the first day on which costs were others, YYYY-MM-DD; left out: it is found',
  id: 'one recommendation with everything about it',
  status: 'which ones; left out: the open ones',
  days: 'how many days back the history goes',
  changes: 'such as traffic=2,plan=pro',
  ahead: 'how many days ahead',
} as const;

type Refusal = { readonly message: string; readonly action: string };

export const TOOL_BROKE_OFF: Refusal = {
  message: 'This could not be read because of a mistake in Headroom.',
  action: 'Nothing was changed. Ask something else, or try again.',
};

/** Input that is none: each fault in the reader's words, and what there is. */
export function unreadableInput(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  names: readonly string[],
): Refusal {
  const faults = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return {
    message: `This cannot be asked: ${faults.join('; ')}.`,
    action: names.length === 0 ? 'Leave the inputs out.' : `Inputs are: ${names.join(', ')}.`,
  };
}

export function noSuchMetric(name: string, known: readonly string[], more: number): Refusal {
  return {
    message: `There is no metric "${name}".`,
    action:
      known.length === 0
        ? 'Nothing is measured yet.'
        : `These are: ${known.join(', ')}${more === 0 ? '' : `, and ${more} more, which "metrics" names`}.`,
  };
}

/** A budget has a limit's key, and nothing that is measured behind it. */
export function limitOnNoMetric(key: string): Refusal {
  return { message: `"${key}" is no metric but a budget.`, action: '"limits" and "bill" tell how it stands.' };
}

export function severalMetrics(name: string, keys: readonly string[]): Refusal {
  return { message: `"${name}" is measured on several accounts.`, action: `Write one of: ${keys.join(', ')}.` };
}

export function noSuchAccount(name: string, known: readonly string[]): Refusal {
  return {
    message: `There is no account "${name}".`,
    action: known.length === 0 ? 'None is connected.' : `These are: ${known.join(', ')}.`,
  };
}

export function severalAccounts(name: string, ids: readonly string[]): Refusal {
  return { message: `Several accounts are called "${name}".`, action: `Write one of: ${ids.join(', ')}.` };
}

export function noSuchProject(name: string, known: readonly string[], more: number): Refusal {
  return {
    message: `There is no project "${name}".`,
    action:
      known.length === 0
        ? 'No provider tells of projects.'
        : `These are: ${known.join(', ')}${more === 0 ? '' : `, and ${more} more`}.`,
  };
}

export function noSuchRecommendation(id: number, known: readonly number[]): Refusal {
  return {
    message: `There is no recommendation ${id}.`,
    action: known.length === 0 ? 'There are none at all.' : `These are: ${known.join(', ')}.`,
  };
}

export function noSuchDay(text: string): Refusal {
  return { message: `"${text}" is no day before today.`, action: 'Write it as YYYY-MM-DD.' };
}

export function noSuchMonth(text: string): Refusal {
  return { message: `"${text}" is no month.`, action: 'Write it as YYYY-MM.' };
}

export function daysTurned(from: string, to: string): Refusal {
  return { message: `${from} is not before ${to}.`, action: 'Write the earlier day as "from".' };
}

export const RANGE_AND_DAYS: Refusal = {
  message: 'A range and a first day say two things.',
  action: 'Leave "range" or "from" out.',
};

/** What was left out of an answer, and how to get it. Empty where nothing was. */
export function leftOut(count: number, noun: string, how: string): readonly string[] {
  return count === 0 ? [] : [`${counted(count, `more ${noun}`)} left out: ${how}.`];
}

/** How an answer that was too long is narrowed. */
export const narrowing = {
  limits: 'ask with "account", "metric" or "project", or a larger "most"',
  lines: 'ask with "account" or "project", or a larger "most"',
  shares: 'ask with "account", or a larger "most"',
  metrics: 'ask with "account", or a larger "most"',
  recommendations: 'ask with "account" or "status", or for one with "id"',
  history: 'ask with fewer "days" or a larger "most"',
  parts: 'ask with a larger "most"',
  record: 'ask with "metric", or a larger "most"',
  connections: 'ask with "account"',
} as const;

export function withoutLimits(count: number): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'metric')} without a limit that is known: "metrics" lists them.`];
}

export const NO_CHANGE_OF_COST = 'Nothing changed what is spent of late that can be told from chance.';
export const NO_CHANGE_OF_USE = 'Its use did not change of late in a way that can be told from chance.';
export const NOTHING_READ = 'Nothing was read in this range.';
export const NO_BILL_KNOWN = 'No account has a bill that is known.';
export const NO_SPLIT = 'No account tells this split.';

export function projectLinesOnly(project: string): string {
  return `Lines are those of ${project}; sums are of whole accounts.`;
}
