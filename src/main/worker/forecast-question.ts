import type { Forecaster } from '#main/queries/usage/forecaster';
import type { Failure } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { BROKEN } from './job';

type Methods = { readonly [Name in keyof Forecaster]: Parameters<Forecaster[Name]>[0] };

/** To the thread: what a forecaster is asked, under a number of its own. */
export type ForecastQuestion = {
  readonly [Name in keyof Methods]: { readonly id: number; readonly ask: Name; readonly input: Methods[Name] };
}[keyof Methods];

/** From the thread: what it comes to, or why it could not be worked out. */
export type ForecastAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };

/** What is told of an error in the thread: the failure that it carries, else that something broke. */
export function failureToTell(error: unknown): Failure {
  return failureIn(error) ?? BROKEN;
}
