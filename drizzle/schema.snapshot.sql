CREATE TABLE `ai_monthly_summary` (
	`connection_id` text NOT NULL,
	`provider` text NOT NULL,
	`month` text NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`project_ref` text DEFAULT '' NOT NULL,
	`requests` integer,
	`input_uncached_tokens` integer,
	`input_cached_tokens` integer,
	`cache_write_short_tokens` integer,
	`cache_write_long_tokens` integer,
	`output_tokens` integer,
	`web_searches` integer,
	`cost_micros` integer,
	`list_cost_micros` integer,
	`cost_basis` text NOT NULL,
	`days_with_data` integer NOT NULL,
	`days_in_month` integer NOT NULL,
	`is_complete` integer NOT NULL,
	`cache_share` real,
	`data_as_of` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `month`, `model`, `project_ref`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `ai_usage_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`provider` text NOT NULL,
	`kind` text NOT NULL,
	`bucket_start` integer NOT NULL,
	`bucket_seconds` integer NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`project_ref` text DEFAULT '' NOT NULL,
	`api_key_ref` text DEFAULT '' NOT NULL,
	`service_tier` text DEFAULT '' NOT NULL,
	`line_item` text DEFAULT '' NOT NULL,
	`cost_type` text DEFAULT '' NOT NULL,
	`token_type` text DEFAULT '' NOT NULL,
	`context_window` text DEFAULT '' NOT NULL,
	`is_batch` integer DEFAULT -1 NOT NULL,
	`requests` integer,
	`input_uncached_tokens` integer,
	`input_cached_tokens` integer,
	`cache_write_short_tokens` integer,
	`cache_write_long_tokens` integer,
	`output_tokens` integer,
	`web_searches` integer,
	`cost_micros` integer,
	`list_cost_micros` integer,
	`quantity` real,
	`quantity_unit` text,
	`cost_raw` text,
	`currency` text,
	`cost_basis` text NOT NULL,
	`provisional` integer NOT NULL,
	`data_as_of` integer NOT NULL,
	`fetched_at` integer NOT NULL,
	`cycle_id` integer,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE "alert" (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`connection_id` text,
	`project_id` text DEFAULT '' NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`limit_id` text NOT NULL,
	`state` text NOT NULL,
	`severity` text NOT NULL,
	`percent` real NOT NULL,
	`value` real NOT NULL,
	`limit_value` real NOT NULL,
	`unit` text NOT NULL,
	`active_at` integer NOT NULL,
	`fired_at` integer,
	`resolved_at` integer,
	`last_sent_at` integer,
	`last_sent_severity` text,
	`acknowledged_at` integer,
	`snoozed_until` integer,
	`updated_at` integer NOT NULL,
	`basis` text DEFAULT 'level' NOT NULL, `condition` text DEFAULT 'limit' NOT NULL, `rung` integer DEFAULT 1 NOT NULL, `announced` integer DEFAULT 0 NOT NULL, `announced_at` integer, `judged_at` integer, `streak` integer DEFAULT 0 NOT NULL, `reason` text, `acknowledged_reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `alert_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`alert_id` integer NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`percent` real NOT NULL,
	`value` real NOT NULL,
	`limit_value` real NOT NULL,
	"why" text NOT NULL, `basis` text DEFAULT 'level' NOT NULL, `rung` integer DEFAULT 1 NOT NULL, `tells` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`alert_id`) REFERENCES `alert`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `backfill` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`reached` integer NOT NULL,
	`complete` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `backfill_capability` (
	`connection_id` text NOT NULL,
	`capability` text NOT NULL,
	`reached` integer NOT NULL,
	`complete` integer NOT NULL,
	`trouble_since` integer,
	`trouble_tries` integer,
	`next_at` integer,
	`code` text,
	`message` text,
	`gaps` text NOT NULL,
	PRIMARY KEY(`connection_id`, `capability`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `bill_statement` (
	`connection_id` text NOT NULL,
	`period_start` integer NOT NULL,
	`mark` integer NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`so_far` integer NOT NULL,
	`q10` integer NOT NULL,
	`q50` integer NOT NULL,
	`q90` integer NOT NULL,
	`complete` integer NOT NULL,
	`lines` text NOT NULL,
	PRIMARY KEY(`connection_id`, `period_start`, `mark`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `budget` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text DEFAULT '' NOT NULL,
	`service` text DEFAULT '' NOT NULL,
	`monthly_micros` integer NOT NULL,
	`currency` text NOT NULL,
	`warning_percent` real NOT NULL,
	`critical_percent` real NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
, `project_id` text DEFAULT '' NOT NULL) STRICT;

CREATE TABLE `channel` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`target` text NOT NULL,
	`enabled` integer NOT NULL
) STRICT;

CREATE TABLE "charge" (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`source` text NOT NULL,
	`charge_id` text NOT NULL,
	`category` text NOT NULL,
	`service` text NOT NULL,
	`project_id` text DEFAULT '' NOT NULL,
	`region` text DEFAULT '' NOT NULL,
	`day` text NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL,
	`consumed_quantity` real,
	`consumed_unit` text,
	`pricing_quantity` real,
	`pricing_unit` text,
	`billed_micros` integer,
	`effective_micros` integer,
	`list_micros` integer,
	`currency` text NOT NULL,
	`licence` integer NOT NULL,
	`flat_rate` integer NOT NULL,
	`state` text NOT NULL,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `charge_day` (
	`connection_id` text NOT NULL,
	`source` text NOT NULL,
	`day` text NOT NULL,
	`heading` text NOT NULL,
	`key` text NOT NULL,
	`currency` text NOT NULL,
	`billed_micros` integer NOT NULL,
	`effective_micros` integer NOT NULL,
	`list_micros` integer NOT NULL,
	`rows` integer NOT NULL,
	`unknown_rows` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `source`, `day`, `heading`, `key`, `currency`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;

CREATE TABLE `collection_attempt` (
	`id` integer PRIMARY KEY NOT NULL,
	`cycle_id` integer NOT NULL,
	`connection_id` text NOT NULL,
	`capability` text NOT NULL,
	`outcome` text NOT NULL,
	`message` text NOT NULL,
	`action` text NOT NULL,
	`started_at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`samples` integer NOT NULL,
	`requests` integer NOT NULL,
	`retry_at` integer, `rows` integer, `not_understood` integer,
	FOREIGN KEY (`cycle_id`) REFERENCES `monitoring_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `connection` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`title` text NOT NULL,
	`settings` text NOT NULL,
	`billing` text,
	`billing_anchor_day` integer,
	`billing_anchor_zone` text,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`cursors` text NOT NULL
) STRICT;

CREATE TABLE `delivery` (
	`id` integer PRIMARY KEY NOT NULL,
	`alert_id` integer NOT NULL,
	`alert_event_id` integer NOT NULL,
	`channel` text NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text NOT NULL, `why` text, `key` text DEFAULT '' NOT NULL, `sent_at` integer, `next_at` integer, `read_at` integer, `claimed_by` text, `claimed_until` integer,
	FOREIGN KEY (`alert_id`) REFERENCES `alert`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`alert_event_id`) REFERENCES `alert_event`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `deployment` (
	`connection_id` text NOT NULL,
	`deployment_id` text NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`target` text,
	`created_at` integer NOT NULL,
	`building_at` integer,
	`ready_at` integer,
	`url` text,
	`inspector_url` text,
	`commit_sha` text,
	PRIMARY KEY(`connection_id`, `deployment_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `digest_delivery` (
	`id` integer PRIMARY KEY NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL,
	`channel` text NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`why` text,
	`key` text DEFAULT '' NOT NULL,
	`sent_at` integer,
	`next_at` integer,
	`read_at` integer,
	`claimed_by` text,
	`claimed_until` integer
) STRICT;

CREATE TABLE `forecast` (
	`series_id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`made_at` integer NOT NULL,
	`forecast` text NOT NULL,
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `forecast_record` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`made_at` integer NOT NULL,
	`target_at` integer NOT NULL,
	`q10` real NOT NULL,
	`q50` real NOT NULL,
	`q90` real NOT NULL,
	`actual` real,
	`scored_at` integer, `series_id` integer REFERENCES series(id), `q025` real, `q25` real, `q75` real, `q975` real, `replayed` integer,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `found_store` (
	`connection_id` text NOT NULL,
	`store_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`host` text NOT NULL,
	`plan` text,
	`status` text,
	`quota_exceeded` integer NOT NULL,
	`variables` text NOT NULL,
	`needs` text NOT NULL,
	PRIMARY KEY(`connection_id`, `store_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE "infrastructure_limit" (
	`connection_id` text NOT NULL,
	`project_id` text DEFAULT '' NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`limit_id` text NOT NULL,
	`value` real,
	`unit` text NOT NULL,
	`window` text NOT NULL,
	`at_limit` text NOT NULL,
	`consequence` text NOT NULL,
	`warning_percent` real NOT NULL,
	`critical_percent` real NOT NULL,
	`enabled` integer NOT NULL,
	`source` text NOT NULL,
	`reason` text NOT NULL,
	`as_of` integer,
	PRIMARY KEY(`connection_id`, `project_id`, `service`, `metric`, `limit_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `infrastructure_metric` (
	`series_id` integer NOT NULL,
	`time` integer NOT NULL,
	`value` real NOT NULL, `lower_bound` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`series_id`, `time`)
) STRICT, WITHOUT ROWID;

CREATE TABLE `job_run` (
	`job` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL
) STRICT;

CREATE TABLE `lease` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` integer NOT NULL
) STRICT;

CREATE TABLE `limit_history` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`project_id` text DEFAULT '' NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`limit_id` text NOT NULL,
	`value` real NOT NULL,
	`unit` text NOT NULL,
	`valid_until` integer NOT NULL,
	`learned_at` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `meter_reading` (
	`series_id` integer NOT NULL,
	`read_at` integer NOT NULL,
	`day` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`series_id`, `read_at`),
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;

CREATE TABLE `model_forecast` (
	`series_id` integer NOT NULL,
	`target_at` integer NOT NULL,
	`model` text NOT NULL,
	`made_at` integer NOT NULL,
	`q025` real NOT NULL,
	`q10` real NOT NULL,
	`q25` real NOT NULL,
	`q50` real NOT NULL,
	`q75` real NOT NULL,
	`q90` real NOT NULL,
	`q975` real NOT NULL,
	`actual` real,
	`over` integer NOT NULL,
	PRIMARY KEY(`series_id`, `target_at`),
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `monitoring_cycle` (
	`id` integer PRIMARY KEY NOT NULL,
	`trigger` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`metrics_collected` integer NOT NULL,
	`recommendations_generated` integer NOT NULL,
	`alerts_triggered` integer NOT NULL
, `failure` text) STRICT;

CREATE TABLE `plan_history` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`from_day` text NOT NULL,
	`provider` text NOT NULL,
	`plan` text NOT NULL,
	`plan_name` text,
	`learned_at` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `price_list` (
	`id` integer PRIMARY KEY NOT NULL,
	`imported_at` integer NOT NULL,
	`shipped_as_of` text NOT NULL,
	`list` text NOT NULL
) STRICT;

CREATE TABLE `price_override` (
	`id` integer PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`plan` text NOT NULL,
	`service` text DEFAULT '' NOT NULL,
	`metric` text DEFAULT '' NOT NULL,
	`included` real,
	`price` real,
	`per` real,
	`unit` text NOT NULL,
	`currency` text NOT NULL,
	`effective_from` text,
	`effective_to` text,
	`note` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;

CREATE TABLE `project` (
	`connection_id` text NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`connection_id`, `project_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `provider_fact` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`kind` text NOT NULL,
	`answer` text,
	`learned_at` integer NOT NULL,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `provider_limit` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`project_id` text DEFAULT '' NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`limit_id` text NOT NULL,
	`value` real NOT NULL,
	`unit` text NOT NULL,
	`window` text NOT NULL,
	`at_limit` text NOT NULL,
	`place` text NOT NULL,
	`learned_at` integer NOT NULL,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE "recommendation_event" (
	`id` integer PRIMARY KEY NOT NULL,
	`recommendation_id` integer NOT NULL,
	`at` integer NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`actor` text NOT NULL,
	`why` text,
	FOREIGN KEY (`recommendation_id`) REFERENCES `upgrade_recommendation`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `recommendation_outcome` (
	`recommendation_id` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`days` integer NOT NULL,
	`measured_at` integer NOT NULL,
	`currency` text NOT NULL,
	`promised` integer NOT NULL,
	`saved_q10` integer,
	`saved_q50` integer,
	`saved_q90` integer,
	`limit_held` integer,
	`verdict` text NOT NULL,
	PRIMARY KEY(`recommendation_id`, `changed_at`, `days`),
	FOREIGN KEY (`recommendation_id`) REFERENCES `upgrade_recommendation`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `sample_day` (
	`series_id` integer NOT NULL,
	`time` integer NOT NULL,
	`min` real NOT NULL,
	`max` real NOT NULL,
	`sum` real NOT NULL,
	`last` real NOT NULL,
	`count` integer NOT NULL,
	`increase` real,
	PRIMARY KEY(`series_id`, `time`)
) STRICT, WITHOUT ROWID;

CREATE TABLE `sample_hour` (
	`series_id` integer NOT NULL,
	`time` integer NOT NULL,
	`min` real NOT NULL,
	`max` real NOT NULL,
	`sum` real NOT NULL,
	`last` real NOT NULL,
	`count` integer NOT NULL,
	`increase` real,
	PRIMARY KEY(`series_id`, `time`)
) STRICT, WITHOUT ROWID;

CREATE TABLE `series` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`project_id` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`unit` text NOT NULL,
	`zone` text NOT NULL,
	`source` text NOT NULL,
	`raw_from` integer,
	`hours_from` integer,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `set_aside` (
	`id` integer PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`connection_id` text,
	`time` integer NOT NULL,
	`at` integer NOT NULL,
	`row` text NOT NULL
) STRICT;

CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;

CREATE TABLE `standing_order` (
	`place` integer PRIMARY KEY NOT NULL,
	`limit_key` text NOT NULL
) STRICT;

CREATE TABLE "upgrade_recommendation" (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`connection_id` text NOT NULL,
	`kind` text NOT NULL,
	`service` text NOT NULL,
	`metric` text NOT NULL,
	`status` text NOT NULL,
	`priority` text NOT NULL,
	`advice` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`snoozed_until` integer,
	`status_reason` text,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "upgrade_recommendation_priority" CHECK(priority IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
	CONSTRAINT "upgrade_recommendation_status" CHECK(status IN ('PENDING', 'REVIEWED', 'APPROVED', 'IMPLEMENTED', 'DISMISSED', 'EXPIRED'))
) STRICT;

CREATE TABLE `verdict` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`limit_key` text,
	`days` real
) STRICT;

CREATE UNIQUE INDEX `ai_usage_event_key` ON `ai_usage_event` (`connection_id`,`kind`,`bucket_seconds`,`bucket_start`,`model`,`project_ref`,`api_key_ref`,`service_tier`,`is_batch`,`line_item`,`cost_type`,`token_type`,`context_window`);

CREATE INDEX `alert_by_key` ON `alert` (`key`);

CREATE INDEX `alert_by_state` ON `alert` (`state`);

CREATE INDEX `alert_by_time` ON `alert` (`active_at`);

CREATE INDEX `alert_event_by_alert` ON `alert_event` (`alert_id`);

CREATE INDEX `alert_event_by_time` ON `alert_event` (`at`);

CREATE UNIQUE INDEX `alert_open_key` ON `alert` (`key`) WHERE state IN ('pending', 'firing');

CREATE UNIQUE INDEX `budget_scope` ON `budget` (`connection_id`,`service`,`project_id`,`currency`);

CREATE UNIQUE INDEX `charge_key` ON `charge` (`connection_id`,`source`,`day`,`charge_id`);

CREATE INDEX `collection_attempt_by_capability` ON `collection_attempt` (`connection_id`,`capability`,`started_at`);

CREATE INDEX `collection_attempt_by_cycle` ON `collection_attempt` (`cycle_id`);

CREATE INDEX `collection_attempt_by_outcome` ON `collection_attempt` (`connection_id`,`capability`,`outcome`,`started_at`);

CREATE INDEX `delivery_by_alert` ON `delivery` (`alert_id`);

CREATE INDEX `delivery_by_event` ON `delivery` (`alert_event_id`);

CREATE INDEX `delivery_by_time` ON `delivery` (`at`);

CREATE INDEX `delivery_waiting` ON `delivery` (`channel`) WHERE outcome = 'waiting';

CREATE INDEX `deployment_by_time` ON `deployment` (`created_at`);

CREATE INDEX `digest_delivery_by_period` ON `digest_delivery` (`period_end`);

CREATE UNIQUE INDEX `forecast_record_day` ON `forecast_record` (`series_id`,`target_at`);

CREATE UNIQUE INDEX `forecast_record_key` ON `forecast_record` (`connection_id`,`service`,`metric`,`made_at`,`target_at`);

CREATE INDEX `forecast_record_open` ON `forecast_record` (`target_at`) WHERE scored_at IS NULL;

CREATE INDEX `limit_history_by_connection` ON `limit_history` (`connection_id`,`valid_until`);

CREATE INDEX `monitoring_cycle_by_time` ON `monitoring_cycle` (`started_at`);

CREATE INDEX `plan_history_by_connection` ON `plan_history` (`connection_id`);

CREATE INDEX `price_override_by_plan` ON `price_override` (`provider`,`plan`);

CREATE INDEX `provider_fact_by_kind` ON `provider_fact` (`connection_id`,`kind`);

CREATE INDEX `provider_limit_by_key` ON `provider_limit` (`connection_id`,`project_id`,`service`,`metric`,`limit_id`);

CREATE INDEX `recommendation_event_by_recommendation` ON `recommendation_event` (`recommendation_id`);

CREATE UNIQUE INDEX `series_key` ON `series` (`connection_id`,`service`,`metric`,`project_id`);

CREATE INDEX `upgrade_recommendation_by_key` ON `upgrade_recommendation` (`key`);

CREATE INDEX `upgrade_recommendation_by_status` ON `upgrade_recommendation` (`status`);
