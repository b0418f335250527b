import type { Command } from 'commander';
import type { Finish } from '../exit-codes';

type AddCommand = (program: Command, finish: Finish) => void;

/** Where each command is, by the word that calls it. One module may bring several. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  alerts: async () => (await import('./alerts')).addAlerts,
  ask: async () => (await import('./ask')).addAsk,
  assistant: async () => (await import('./assistant')).addAssistant,
  backup: async () => (await import('./data')).addData,
  bill: async () => (await import('./bill')).addBill,
  collect: async () => (await import('./collect')).addCollect,
  connections: async () => (await import('./connections')).addConnections,
  costs: async () => (await import('./costs')).addCosts,
  'delete-all': async () => (await import('./delete-all')).addDeleteAll,
  doctor: async () => (await import('./doctor')).addDoctor,
  drill: async () => (await import('./drill')).addDrill,
  export: async () => (await import('./data')).addData,
  forecast: async () => (await import('./forecast')).addForecast,
  import: async () => (await import('./import')).addImport,
  limits: async () => (await import('./limits')).addLimits,
  mcp: async () => (await import('./mcp')).addMcp,
  prices: async () => (await import('./prices')).addPrices,
  recommendations: async () => (await import('./recommendations')).addRecommendations,
  record: async () => (await import('./record')).addRecord,
  report: async () => (await import('./report')).addReport,
  restore: async () => (await import('./data')).addData,
  serve: async () => (await import('./serve')).addServe,
  'set-aside': async () => (await import('./set-aside')).addSetAside,
  simulator: async () => (await import('./simulator')).addSimulator,
  summary: async () => (await import('./summary')).addSummary,
  tour: async () => (await import('./tour')).addTour,
  usage: async () => (await import('./usage')).addUsage,
};

/**
 * Adds the command that the first word names, and its code alone: reading all of them took longer than most of them work.
 * Help, completion, an alias and a word that no command has need the whole list.
 */
export async function addCommands(program: Command, finish: Finish, [word = '']: readonly string[]): Promise<void> {
  const named = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  const needed = named === undefined ? Object.values(COMMANDS) : [named];
  const isVersion = word === '-V' || word === '--version';
  for (const add of new Set(isVersion ? [] : await Promise.all(needed.map((load) => load())))) {
    add(program, finish);
  }
}
