import type { Advice } from '#shared/domain/recommendation';

/** The one question that would settle an advice, by its code. */
export const QUESTIONS: Readonly<Record<string, (advice: Advice) => string>> = {
  'how-many-deploy': () => 'How many of the seats deploy?',
  'not-commercial-one-developer': () => 'Is the work not commercial, and does one person develop it?',
  'awake-hours': ({ names }) => `How many hours a month would ${names.thing} be awake?`,
  'two-formats': () => 'Are two image formats on, AVIF and WebP?',
  'needless-builds': () => 'Which share of the builds does nobody need?',
  'longer-interval': () => 'Which share of the renderings would a longer interval save?',
  'spare-memory': () => 'Which share of the memory is never used?',
  'functions-may-move': ({ names }) => `May the functions run in ${names.thing}, given where users and data are?`,
  'more-cache-hits': () => 'Which share of all requests could the cache answer besides?',
  'bot-share': () => 'Which share of the requests comes from bots?',
  'old-deployments': () => 'Which share of the old deployments can go?',
  'shorter-history': () => 'Which share of the history can go?',
  'what-repeats': ({ names }) => `Which share of the input of ${names.thing} repeats from call to call?`,
  'can-wait': ({ names }) => `Which share of the calls to ${names.thing} can wait up to a day?`,
  'which-plan': ({ names }) => `Which plan is ${names.thing} on?`,
};
