import { z } from 'zod';
import { dayOf, isDay } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Day, Instant } from '#shared/domain/instant';
import { inputWords, noSuchDay } from '#shared/words/assistant-tools';
import { invalid } from './tool';

const name = z.string().min(1).max(200);

/** Inputs that several tools take. */
export const inputs = {
  account: name.describe(inputWords.account).optional(),
  metric: name.describe(inputWords.metric),
  onlyMetric: name.describe(inputWords.onlyMetric).optional(),
  project: name.describe(inputWords.project).optional(),
} as const;

/** How many items are told at most, with what is told where nothing is asked. */
export function mostInput(usual: number, largest: number) {
  return z.int().min(1).max(largest).default(usual).describe(inputWords.most);
}

/** A day before today in UTC, checked. */
export function pastDay(text: string, now: Instant): Result<Day> {
  return isDay(text) && text < dayOf(now, 'UTC') ? succeed(text) : fail(invalid(noSuchDay(text)));
}
