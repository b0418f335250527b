import { z } from 'zod';
import type { HttpClient } from '#main/http/http-client';
import { billingPeriodOf, dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import { type Failure, type FailureCode, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import type { CapabilityResult, CollectionRun } from '../../collection-run';
import { together } from '../../lenient';
import { billingAnchorOf, billingOf, blockOf, expiryOf, hasCredit, readAccount, toldAccountOf } from '../account';
import * as capability from '../capabilities';
import { readCharges } from '../charges';
import { type VercelApi, vercelApi } from '../client';
import { BILLING_ZONE } from '../constants';
import { costCharges } from '../cost-charges';
import { costSamples, readCosts } from '../costs';
import { readDeployments } from '../deployments';
import { TEAM_BLOCKED } from '../failures';
import { readGatewayBudgets } from '../gateway-budgets';
import { readInvoices } from '../invoices';
import { readHourly } from '../observability';
import { attributedTo, readProjects } from '../projects';
import { readBudgets, readCredit, readSpend } from '../spend';
import { readStores } from '../stores';
import { isTeamId } from '../team';
import { FIRST_DAYS, readUsage, usageRange } from '../usage';

/** Types of usage that are attributed to projects, and to how many at most: more would cost more requests than they tell. */
const PROJECT_TYPES = ['requests', 'builds'];
const MOST_PROJECTS = 20;
/** Charges of a day are complete about two days later; the last days are read again. */
const CHARGE_DAYS = 5;
/** Billed quantities of the last days are still revised. */
const COST_DAYS = 3;
/** At first so many days are asked: what a projection rests on. */
const COST_HISTORY_DAYS = 42;
/** The charges of yesterday are there from noon on, UTC. */
const CHARGES_FROM = 12 * HOUR;
/** A type of usage that was empty is asked once a day. */
const EMPTY_PAUSE = DAY;
/** Failures of the account that hold for everything else, whatever the team. */
const REFUSES_ALL: ReadonlySet<FailureCode> = new Set(['invalid-credential', 'wrong-credential-kind']);
/** Failures of the account after which its team is not known and asking for the rest is no use. */
const WITHOUT_TEAM: ReadonlySet<FailureCode> = new Set(['not-permitted', 'not-found']);

const toldPeriodSchema = z.object({ start: z.number(), end: z.number() });

/** One collection of a Vercel account: what is due is asked, each capability by itself. */
export class VercelCollection {
  constructor(readonly run: CollectionRun) {}

  get now(): Instant {
    return this.run.context.clock.now();
  }

  /** Plan, period, token. Resolves to the failure where the token is refused, or reads no team: nothing else will answer then. */
  async account(): Promise<Failure | null> {
    if (!this.run.isDue(capability.ACCOUNT, capability.cadenceOf(capability.ACCOUNT))) return null;
    const result = await this.run.ask(capability.ACCOUNT, async (http) => {
      const account = await readAccount(this.#api(http), this.#wantedTeam());
      if (!account.ok) return account;
      const { team, token } = account.value;
      const billing = billingOf(team);
      const plan = billing?.plan ?? null;
      const block = blockOf(account.value);
      if (this.run.cursor('plan') !== undefined && this.run.cursor('plan') !== plan) this.run.askAllAgain();
      return succeed({
        facts: {
          title: team.name ?? team.slug ?? '',
          ...(billing === null ? {} : { billing }),
          billingAnchor: billingAnchorOf(team),
          expiresAt: expiryOf(token, team.id),
          ...(block === undefined ? {} : { block }),
          account: toldAccountOf(team),
        },
        reading: account.value.reading,
        cursors: {
          teamId: team.id,
          teamOf: this.#wantedTeam(),
          plan,
          hasCredit: hasCredit(team),
          blocked: block !== undefined && block !== null,
          teamSince: team.createdAt === undefined ? null : Math.floor(team.createdAt / 1000),
          period: toldAccountOf(team).period,
        },
      });
    });
    if (result.ok) return null;
    // Without a team every answer would be that of another scope, or none.
    const isLost = this.#teamId() === '' && WITHOUT_TEAM.has(result.failure.code);
    return isLost || REFUSES_ALL.has(result.failure.code) ? result.failure : null;
  }

  /** Records `failure` for everything else without a request. */
  async giveUp(failure: Failure): Promise<void> {
    for (const { id } of capability.vercelCapabilities) {
      if (id !== capability.ACCOUNT) await this.run.ask(id, async () => fail(failure));
    }
  }

  /** Asks one type of `/v2/usage`; resolves to whether the source is gone, so that another must stand in. */
  async usage(type: string): Promise<{ readonly gone: boolean }> {
    const id = capability.usageCapability(type);
    const empty = this.run.cursor(`empty:${type}`) === true ? EMPTY_PAUSE : 0;
    if (!this.run.isDue(id, Math.max(empty, capability.cadenceOf(id)))) return { gone: false };
    const range = usageRange(this.now, this.run.lastGood(id));
    const result = await this.run.ask(id, async (http) => {
      const usage = await readUsage(this.#api(http), type, range, this.now, null);
      if (!usage.ok) return usage;
      return succeed({ ...usage.value, cursors: { [`empty:${type}`]: usage.value.samples.length === 0 } });
    });
    return { gone: !result.ok && (result.failure.code === 'changed' || result.failure.code === 'not-found') };
  }

  async projects(): Promise<void> {
    await this.#whenDue(capability.PROJECTS, (http) => readProjects(this.#api(http), this.run.context.connection.id));
    if (this.#wantedProjects().length === 0) return;
    const range = usageRange(this.now, this.run.lastGood(capability.PROJECT_USAGE));
    await this.#whenDue(capability.PROJECT_USAGE, (http) => this.#usageByProject(http, range));
  }

  /** `usageGone`: the daily source is gone, so the billed quantities stand in for it. */
  async costs(usageGone: Promise<boolean>): Promise<void> {
    await this.#whenPaid(capability.COSTS, (http) => this.#readCosts(http, this.#costPeriod(), usageGone));
  }

  async charges(): Promise<void> {
    const today = dayStart(dayOf(this.now, 'UTC'), 'UTC');
    const lastAsked = this.run.lastGood(capability.CHARGES);
    const ready = this.now >= today + CHARGES_FROM ? today + CHARGES_FROM : today + CHARGES_FROM - DAY;
    if (lastAsked !== null && lastAsked >= ready) return;
    // From the last answer on: a computer that slept for a week has a week to catch up on.
    const since = lastAsked === null ? null : dayStart(dayOf(lastAsked, 'UTC'), 'UTC') - CHARGE_DAYS * DAY;
    const start = since ?? this.#currentPeriod().start;
    await this.#whenPaid(capability.CHARGES, (http) => this.#readCharges(http, { start, end: today }), 0);
  }

  async spending(): Promise<void> {
    const teamId = this.#teamId();
    await Promise.all([
      this.#whenPaid(capability.SPENDING, (http) => readSpend(this.#api(http), teamId, this.now)),
      this.#whenPaid(capability.BUDGETS, (http) => readBudgets(this.#api(http))),
      this.#whenPaid(capability.GATEWAY_BUDGETS, (http) => readGatewayBudgets(this.#api(http))),
      this.#whenPaid(capability.INVOICES, (http) => readInvoices(this.#api(http))),
      this.run.cursor('hasCredit') === false
        ? undefined
        : this.#whenPaid(capability.INCLUDED_CREDIT, (http) => readCredit(this.#api(http), this.now)),
    ]);
  }

  async hourly(): Promise<void> {
    await this.#whenPaid(capability.HOURLY_COUNTS, async (http) => {
      const hourly = await readHourly(this.#api(http), this.#teamId(), this.now);
      // A team that is blocked gets the same status as one without Observability Plus.
      const isBlocked = !hourly.ok && hourly.failure.code === 'not-on-plan' && this.run.cursor('blocked') === true;
      return isBlocked ? fail(TEAM_BLOCKED) : hourly;
    });
  }

  async stores(): Promise<void> {
    await this.#whenDue(capability.STORES, (http) => readStores(this.#api(http), this.run.context.connection.id));
  }

  async deployments(): Promise<void> {
    await this.#whenDue(capability.DEPLOYMENTS, (http) =>
      readDeployments(this.#api(http), this.run.context.connection.id, this.run.cursor('deployments'), this.now),
    );
  }

  /** History of one type of usage, 30 days a request: that much is known to be answered. */
  async pastUsage(type: string, period: Period): Promise<void> {
    await this.run.ask(capability.usageCapability(type), async (http) => {
      const samples: MetricSample[] = [];
      let reading: Reading | undefined;
      for (let start = period.start; start < period.end; start += FIRST_DAYS * DAY) {
        const range = { start, end: Math.min(period.end, start + FIRST_DAYS * DAY) };
        const answer = await readUsage(this.#api(http), type, range, this.now, null);
        if (!answer.ok) return samples.length === 0 ? answer : succeed({ samples, reading, partly: answer.failure });
        samples.push(...answer.value.samples);
        reading = together(reading, answer.value.reading);
      }
      return succeed({ samples, reading });
    });
  }

  async pastBilling(period: Period): Promise<void> {
    await Promise.all([
      this.#whenPaid(capability.COSTS, (http) => this.#readCosts(http, period, Promise.resolve(false))),
      this.#whenPaid(capability.CHARGES, (http) => this.#readCharges(http, period)),
    ]);
  }

  async #whenDue(
    id: string,
    work: (http: HttpClient) => Promise<Result<CapabilityResult>>,
    every?: number,
  ): Promise<void> {
    if (this.run.isDue(id, every ?? capability.cadenceOf(id))) await this.run.ask(id, work);
  }

  /** Like `#whenDue`, but on Hobby it is refused without a request: that plan has no billing. */
  async #whenPaid(
    id: string,
    work: (http: HttpClient) => Promise<Result<CapabilityResult>>,
    every?: number,
  ): Promise<void> {
    const isHobby = this.run.cursor('plan') === 'hobby';
    await this.#whenDue(id, isHobby ? async () => fail(notOnHobby()) : work, every);
  }

  async #usageByProject(http: HttpClient, range: Period): Promise<Result<CapabilityResult>> {
    const api = this.#api(http);
    const wanted = this.#wantedProjects();
    const watched = wanted.slice(0, MOST_PROJECTS);
    const answers = await Promise.all(
      watched.flatMap((project) => PROJECT_TYPES.map((type) => readUsage(api, type, range, this.now, project))),
    );
    const failed = answers.find((answer) => !answer.ok);
    const samples = answers.flatMap((answer) => (answer.ok ? answer.value.samples : []));
    const reading = together(...answers.map((answer) => (answer.ok ? answer.value.reading : undefined)));
    const note = wanted.length > watched.length ? { note: attributedTo(watched.length, wanted.length) } : {};
    if (failed === undefined || failed.ok) return succeed({ samples, reading, ...note });
    return samples.length === 0 ? failed : succeed({ samples, reading, partly: failed.failure });
  }

  async #readCosts(http: HttpClient, period: Period, usageGone: Promise<boolean>): Promise<Result<CapabilityResult>> {
    const costs = await readCosts(this.#api(http), period, this.now);
    if (!costs.ok) return costs;
    const { connection, backfill } = this.run.context;
    const detailFrom = this.#currentPeriod().start;
    return succeed({
      ...costSamples(costs.value, this.now, await usageGone),
      // A year of history would double the file: older days are told by the charges.
      ...(backfill === undefined
        ? { facts: { charges: costCharges(costs.value, connection.id, period, detailFrom, this.now) } }
        : {}),
    });
  }

  #readCharges(http: HttpClient, range: Period): Promise<Result<CapabilityResult>> {
    const since = this.run.cursor('teamSince');
    const teamSince = typeof since === 'number' ? since : null;
    return readCharges(this.#api(http), this.run.context, range, this.#currentPeriod().start, teamSince);
  }

  /** The team of the settings as a person wrote it: an id, a slug, or empty. */
  #wantedTeam(): string {
    return this.run.context.connection.settings['teamId'] ?? '';
  }

  /** The id of the team; empty while it is not known. What was found for another setting does not count. */
  #teamId(): string {
    const wanted = this.#wantedTeam();
    if (isTeamId(wanted)) return wanted;
    const known = this.run.cursor('teamId');
    const knownFor = this.run.cursor('teamOf');
    return typeof known === 'string' && (knownFor ?? '') === wanted ? known : '';
  }

  #api(http: HttpClient): VercelApi {
    const { connection, credentials } = this.run.context;
    const settings = { ...connection.settings, teamId: this.#teamId() };
    return vercelApi({ connection: { ...connection, settings }, credentials }, http);
  }

  /** From the start of the billing period (on Hobby: of the last 30 days) to the end of today, in Los Angeles. */
  #currentPeriod(): Period {
    const anchor = this.run.context.connection.billingAnchor;
    const told = toldPeriodSchema.safeParse(this.run.cursor('period'));
    const today = dayStart(dayOf(this.now, BILLING_ZONE), BILLING_ZONE);
    const worked =
      anchor === null
        ? dayStart(dayOf(today - (FIRST_DAYS - 1) * DAY, BILLING_ZONE), BILLING_ZONE)
        : billingPeriodOf(anchor.day, this.now, anchor.zone).start;
    // What the provider tells wins, unless it has not rolled over yet.
    const isTold = told.success && told.data.start <= this.now && this.now < told.data.end;
    const start = isTold ? told.data.start : worked;
    // 26 hours on is tomorrow, also on a day of 25 hours.
    return { start, end: dayStart(dayOf(today + 26 * HOUR, BILLING_ZONE), BILLING_ZONE) };
  }

  /** The current period and the weeks before it at first, then the days that are still revised, also across its start. */
  #costPeriod(): Period {
    const { start, end } = this.#currentPeriod();
    const last = this.run.lastGood(capability.COSTS);
    const first = Math.min(start, this.now - COST_HISTORY_DAYS * DAY);
    return { start: dayStart(dayOf(last === null ? first : last - COST_DAYS * DAY, BILLING_ZONE), BILLING_ZONE), end };
  }

  /** The chosen projects, or all that are known. */
  #wantedProjects(): readonly string[] {
    const settings = this.run.context.connection.settings;
    const chosen = (settings['projectIds'] ?? '').split(',').map((id) => id.trim());
    const wanted = chosen.filter((id) => id !== '');
    const known = this.run.cursor('projectIds');
    const all = Array.isArray(known) ? known.filter((id): id is string => typeof id === 'string') : [];
    return wanted.length > 0 ? wanted : all;
  }
}

function notOnHobby(): Failure {
  return {
    code: 'not-on-plan',
    message: 'The Hobby plan of Vercel has no billing, so there are no billed figures.',
    action: 'Nothing to do: Headroom uses the daily figures instead.',
    retryable: false,
  };
}
