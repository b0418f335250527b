import { SEVERITIES } from '#shared/domain/standing';

const QUANTILES = '80 of 100 outcomes lie between q10 and q90';

/** What each gauge of `/metrics` says, by its name. */
export const METRIC_HELP = {
  headroom_build_info: 'The version of Headroom that answers.',
  headroom_limit_info: 'How a limit is called, its plan, and what happens at the limit.',
  headroom_limit_used: 'What is held against the limit, counted in its window, in its unit.',
  headroom_limit_used_is_lower_bound: '1: days are missing in the sum, so that more may have been used.',
  headroom_limit_value: 'The limit, in its unit.',
  headroom_limit_used_ratio: 'What is used of the limit.',
  headroom_limit_severity: `How the limit stands: ${SEVERITIES.map((name, at) => `${at} ${name}`).join(', ')}.`,
  headroom_limit_enforced: '1: the provider enforces the limit now.',
  headroom_limit_read_timestamp_seconds: 'When what is used was read.',
  headroom_limit_reset_timestamp_seconds: 'When the window of the limit begins anew.',
  headroom_limit_expected_timestamp_seconds: `When the limit is expected to be reached: ${QUANTILES}.`,
  headroom_limit_reach_probability: 'Probability that the limit is reached within so many days.',
  headroom_bill_so_far: 'The bill of the account until now, in main units of the currency.',
  headroom_bill_so_far_is_lower_bound: '1: a part of the bill is not known, so that the true amount is at least this.',
  headroom_bill_projected: `The bill of the account at the end of its period, in main units: ${QUANTILES}.`,
  headroom_bill_total_so_far: 'The bill over all accounts of a currency until now, in main units.',
  headroom_bill_total_so_far_is_lower_bound:
    '1: a part of the total is not known, so that the true amount is at least this.',
  headroom_bill_total_projected: `The bill over all accounts of a currency at the end, in main units: ${QUANTILES}.`,
  headroom_bill_total_projected_is_lower_bound: '1: an account has no projection, so that the total is at least this.',
  headroom_bill_projected_is_lower_bound: '1: a part of the projection is not known, so that it is at least this.',
  headroom_alerts_firing: 'Alerts that are firing now.',
  headroom_recommendations_open: 'Recommendations that are neither done nor decided against.',
  headroom_cycle_finished_timestamp_seconds: 'When the last monitoring cycle ended.',
  headroom_source_ok: '1: the last time that this was asked of the account, it answered.',
} as const;
export type MetricName = keyof typeof METRIC_HELP;
