CREATE TABLE `backfill` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`reached` integer NOT NULL,
	`complete` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TABLE `forecast` (
	`series_id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`made_at` integer NOT NULL,
	`forecast` text NOT NULL,
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `job_run` (
	`job` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `limit_history_by_connection` ON `limit_history` (`connection_id`,`valid_until`);--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `plan_history_by_connection` ON `plan_history` (`connection_id`);--> statement-breakpoint
CREATE TABLE `price_list` (
	`id` integer PRIMARY KEY NOT NULL,
	`imported_at` integer NOT NULL,
	`shipped_as_of` text NOT NULL,
	`list` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `provider_fact` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`kind` text NOT NULL,
	`answer` text,
	`learned_at` integer NOT NULL,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `provider_fact_by_kind` ON `provider_fact` (`connection_id`,`kind`);--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `provider_limit_by_key` ON `provider_limit` (`connection_id`,`project_id`,`service`,`metric`,`limit_id`);--> statement-breakpoint
CREATE TABLE `standing_order` (
	`place` integer PRIMARY KEY NOT NULL,
	`limit_key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `verdict` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`limit_key` text,
	`days` real
) STRICT;
--> statement-breakpoint
CREATE TABLE `__new_infrastructure_limit` (
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
--> statement-breakpoint
INSERT INTO `__new_infrastructure_limit`("connection_id", "project_id", "service", "metric", "limit_id", "value", "unit", "window", "at_limit", "consequence", "warning_percent", "critical_percent", "enabled", "source", "reason", "as_of")
SELECT "connection_id", '', "service", "metric", 'plan', "value", "unit", "window", "at_limit", "consequence", "warning_percent", "critical_percent", "enabled", "source", json_object(
	'code', CASE
		WHEN source = 'user' THEN 'own'
		WHEN source = 'provider' THEN 'answered'
		WHEN reason LIKE 'The plan is not known%' THEN 'plan-unknown'
		WHEN instr(reason, ', no figure in any source') THEN 'unstated'
		WHEN instr(reason, ', one weak source says ') THEN 'weak-source'
		WHEN instr(reason, ', no limit: every unit is charged') THEN 'charged'
		WHEN instr(reason, ', no limit') THEN 'unlimited'
		WHEN value IS NULL THEN 'not-listed'
		ELSE 'listed' END,
	'plan', CASE
		WHEN source IN ('user', 'provider') THEN NULL
		WHEN instr(reason, ' plan of the price list') THEN substr(reason, 1, instr(reason, ' plan of the price list') - 1)
		WHEN instr(reason, ' plan: the price list') THEN substr(reason, 1, instr(reason, ' plan: the price list') - 1) END,
	'place', CASE
		WHEN source <> 'provider' THEN NULL
		WHEN instr(reason, '(') AND instr(reason, '), read ')
			THEN substr(reason, instr(reason, '(') + 1, instr(reason, '), read ') - instr(reason, '(') - 1)
		ELSE reason END,
	'claimed', CASE WHEN instr(reason, ', one weak source says ')
		THEN CAST(substr(reason, instr(reason, ', one weak source says ') + 23) AS REAL) END,
	'ended', CASE WHEN instr(reason, ', ended ') THEN substr(reason, instr(reason, ', ended ') + 8, 10) END
), "as_of" FROM `infrastructure_limit`;--> statement-breakpoint
DROP TABLE `infrastructure_limit`;--> statement-breakpoint
ALTER TABLE `__new_infrastructure_limit` RENAME TO `infrastructure_limit`;--> statement-breakpoint
CREATE TABLE `__new_alert` (
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
	`basis` text DEFAULT 'level' NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connection`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_alert`("id", "key", "connection_id", "project_id", "service", "metric", "limit_id", "state", "severity", "percent", "value", "limit_value", "unit", "active_at", "fired_at", "resolved_at", "last_sent_at", "last_sent_severity", "acknowledged_at", "snoozed_until", "updated_at", "basis")
SELECT "id", "key", "connection_id", '', "service", "metric", CASE WHEN service IN ('ACCOUNT', 'STORE') THEN '' ELSE 'plan' END, "state", "severity", "percent", "value", "limit_value", "unit", "active_at", "fired_at", "resolved_at", "last_sent_at", "last_sent_severity", "acknowledged_at", "snoozed_until", "updated_at", "basis" FROM `alert`;--> statement-breakpoint
DROP TABLE `alert`;--> statement-breakpoint
ALTER TABLE `__new_alert` RENAME TO `alert`;--> statement-breakpoint
CREATE INDEX `alert_by_time` ON `alert` (`active_at`);--> statement-breakpoint
CREATE INDEX `alert_by_state` ON `alert` (`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `alert_open_key` ON `alert` (`key`) WHERE state IN ('pending', 'firing');
--> statement-breakpoint
-- Steps that were kept with a sentence keep it; later ones have a code with its figures.
ALTER TABLE `alert_event` RENAME COLUMN `reason` TO `why`;--> statement-breakpoint
UPDATE `alert_event` SET `why` = json_object('code', 'told', 'text', `why`);
--> statement-breakpoint
INSERT INTO `limit_history` (`connection_id`, `service`, `metric`, `limit_id`, `value`, `unit`, `valid_until`, `learned_at`)
SELECT c.id, e.value ->> '$.service', e.value ->> '$.metric', 'plan', CAST(e.value ->> '$.value' AS REAL), e.value ->> '$.unit',
	CAST(e.value ->> '$.until' AS INTEGER), CAST(e.value ->> '$.until' AS INTEGER)
FROM `connection` AS c JOIN `setting` AS s ON s.key = 'limit-history:' || c.id,
	json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '[]' END) AS e
WHERE CASE WHEN e.type = 'object' THEN json_type(e.value, '$.service') = 'text' AND json_type(e.value, '$.metric') = 'text'
	AND json_type(e.value, '$.value') IN ('integer', 'real') AND json_type(e.value, '$.unit') = 'text'
	AND json_type(e.value, '$.until') IN ('integer', 'real') END
ORDER BY s.key, e.id;
--> statement-breakpoint
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'limit-history:*' AND json_valid(value) THEN json_type(value) = 'array'
	AND json_array_length(value) = (SELECT count(*) FROM `limit_history` WHERE connection_id = substr(key, 15)) END;
--> statement-breakpoint
INSERT INTO `plan_history` (`connection_id`, `from_day`, `provider`, `plan`, `plan_name`, `learned_at`)
SELECT c.id, e.value ->> '$.from', e.value ->> '$.provider', e.value ->> '$.plan', e.value ->> '$.planName', unixepoch(e.value ->> '$.from')
FROM `connection` AS c JOIN `setting` AS s ON s.key = 'plan-history:' || c.id,
	json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '[]' END) AS e
WHERE CASE WHEN e.type = 'object' THEN unixepoch(e.value ->> '$.from') IS NOT NULL AND json_type(e.value, '$.from') = 'text'
	AND json_type(e.value, '$.provider') = 'text' AND json_type(e.value, '$.plan') = 'text'
	AND ifnull(json_type(e.value, '$.planName'), 'text') = 'text' END
ORDER BY s.key, e.id;
--> statement-breakpoint
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'plan-history:*' AND json_valid(value) THEN json_type(value) = 'array'
	AND json_array_length(value) = (SELECT count(*) FROM `plan_history` WHERE connection_id = substr(key, 14)) END;
--> statement-breakpoint
INSERT INTO `provider_limit` (`connection_id`, `service`, `metric`, `limit_id`, `value`, `unit`, `window`, `at_limit`, `place`, `learned_at`, `as_of`)
SELECT c.id, e.value ->> '$.service', e.value ->> '$.metric', 'plan', CAST(e.value ->> '$.limit.value' AS REAL), e.value ->> '$.limit.unit',
	e.value ->> '$.limit.window', e.value ->> '$.limit.atLimit', e.value ->> '$.limit.source',
	CAST(e.value ->> '$.limit.asOf' AS INTEGER), CAST(e.value ->> '$.limit.asOf' AS INTEGER)
FROM `connection` AS c JOIN `setting` AS s ON s.key = 'provider-limits:' || c.id,
	json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '[]' END) AS e
WHERE CASE WHEN e.type = 'object' THEN json_type(e.value, '$.service') = 'text' AND json_type(e.value, '$.metric') = 'text'
	AND json_type(e.value, '$.limit.value') IN ('integer', 'real') AND json_type(e.value, '$.limit.unit') = 'text'
	AND json_type(e.value, '$.limit.window') = 'text' AND json_type(e.value, '$.limit.atLimit') = 'text'
	AND json_type(e.value, '$.limit.source') = 'text' AND json_type(e.value, '$.limit.asOf') IN ('integer', 'real') END
ORDER BY s.key, e.id;
--> statement-breakpoint
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'provider-limits:*' AND json_valid(value) THEN json_type(value) = 'array'
	AND json_array_length(value) = (SELECT count(*) FROM `provider_limit` WHERE connection_id = substr(key, 17)) END;
--> statement-breakpoint
INSERT INTO `provider_fact` (`connection_id`, `kind`, `answer`, `learned_at`, `as_of`)
SELECT c.id, e.key, e.value -> '$.value', CAST(e.value ->> '$.asOf' AS INTEGER), CAST(e.value ->> '$.asOf' AS INTEGER)
FROM `connection` AS c JOIN `setting` AS s ON s.key = 'provider-facts:' || c.id,
	json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '{}' END) AS e
WHERE CASE WHEN e.type = 'object' THEN json_type(e.value, '$.asOf') IN ('integer', 'real') AND CASE
	WHEN e.key = 'block' THEN json_type(e.value, '$.value') IN ('object', 'null')
	WHEN e.key = 'account' THEN json_type(e.value, '$.value') = 'object'
	WHEN e.key IN ('budgets', 'credit', 'topQueries') THEN json_type(e.value, '$.value') = 'array' END END
ORDER BY s.key, e.id;
--> statement-breakpoint
UPDATE `provider_fact` SET `answer` = NULL WHERE `answer` = 'null';
--> statement-breakpoint
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'provider-facts:*' AND json_valid(value) THEN json_type(value) = 'object'
	AND (SELECT count(*) FROM json_each(setting.value) AS e WHERE e.type <> 'null')
		= (SELECT count(*) FROM `provider_fact` WHERE connection_id = substr(key, 16)) END;
--> statement-breakpoint
INSERT INTO `backfill` (`connection_id`, `reached`, `complete`)
SELECT c.id, CAST(s.value ->> '$.reached' AS INTEGER), s.value ->> '$.complete'
FROM `connection` AS c JOIN `setting` AS s ON s.key = 'backfill:' || c.id
WHERE CASE WHEN json_valid(s.value) THEN json_type(s.value, '$.reached') IN ('integer', 'real')
	AND json_type(s.value, '$.complete') IN ('true', 'false')
	AND ifnull(json_type(s.value, '$.capabilities'), 'object') = 'object' END;
--> statement-breakpoint
INSERT INTO `backfill_capability` (`connection_id`, `capability`, `reached`, `complete`, `trouble_since`, `trouble_tries`, `next_at`, `code`, `message`, `gaps`)
SELECT b.connection_id, e.key, CAST(e.value ->> '$.reached' AS INTEGER), e.value ->> '$.complete',
	CAST(e.value ->> '$.trouble.since' AS INTEGER), CAST(e.value ->> '$.trouble.tries' AS INTEGER),
	CAST(e.value ->> '$.trouble.nextAt' AS INTEGER), e.value ->> '$.trouble.code', e.value ->> '$.trouble.message', e.value -> '$.gaps'
FROM `backfill` AS b JOIN `setting` AS s ON s.key = 'backfill:' || b.connection_id, json_each(s.value, '$.capabilities') AS e
WHERE CASE WHEN e.type = 'object' THEN json_type(e.value, '$.reached') IN ('integer', 'real')
	AND json_type(e.value, '$.complete') IN ('true', 'false') AND json_type(e.value, '$.gaps') = 'array'
	AND CASE json_type(e.value, '$.trouble') WHEN 'null' THEN 1 WHEN 'object' THEN
		json_type(e.value, '$.trouble.since') IN ('integer', 'real') AND json_type(e.value, '$.trouble.tries') = 'integer'
		AND json_type(e.value, '$.trouble.nextAt') IN ('integer', 'real') AND json_type(e.value, '$.trouble.code') = 'text'
		AND json_type(e.value, '$.trouble.message') = 'text' END END;
--> statement-breakpoint
-- A mark of a version that did not tell capabilities apart, and that says complete before the longest stretch was asked for,
-- may rest on one bad answer: its last thirty days are asked for again.
UPDATE `backfill` SET `reached` = `reached` + 2592000, `complete` = 0
WHERE `complete` = 1
	AND (SELECT json_type(value, '$.capabilities') FROM `setting` WHERE key = 'backfill:' || connection_id) IS NULL
	AND (SELECT max(created_at, reached) - reached FROM `connection` WHERE id = connection_id) < 34128000;
--> statement-breakpoint
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'backfill:*' AND json_valid(value)
	THEN substr(key, 10) IN (SELECT connection_id FROM `backfill`)
		AND (SELECT count(*) FROM json_each(setting.value, '$.capabilities'))
			= (SELECT count(*) FROM `backfill_capability` WHERE connection_id = substr(key, 10)) END;
--> statement-breakpoint
INSERT INTO `forecast` (`series_id`, `fingerprint`, `made_at`, `forecast`)
SELECT series.id, e.value ->> '$.fingerprint', CAST(e.value ->> '$.forecast.asOf' AS INTEGER), e.value -> '$.forecast'
FROM `setting` AS s, json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '{}' END) AS e
	JOIN `series` ON series.id = CAST(e.key AS INTEGER)
WHERE s.key = 'forecasts' AND CASE WHEN e.type = 'object' THEN json_type(e.value, '$.fingerprint') = 'text'
	AND json_type(e.value, '$.forecast') = 'object' AND json_type(e.value, '$.forecast.asOf') IN ('integer', 'real') END;
--> statement-breakpoint
-- What is left of them are forecasts of series that are gone: a forecast can always be worked out again.
DELETE FROM `setting` WHERE key = 'forecasts';
--> statement-breakpoint
INSERT INTO `model_forecast` (`series_id`, `target_at`, `model`, `made_at`, `q025`, `q10`, `q25`, `q50`, `q75`, `q90`, `q975`, `actual`, `over`)
SELECT series.id, CAST(e.value ->> '$.step.t' AS INTEGER), s.value ->> '$.model', CAST(e.value ->> '$.step.t' AS INTEGER) - 86400,
	CAST(e.value ->> '$.step.q025' AS REAL), CAST(e.value ->> '$.step.q10' AS REAL), CAST(e.value ->> '$.step.q25' AS REAL),
	CAST(e.value ->> '$.step.q50' AS REAL), CAST(e.value ->> '$.step.q75' AS REAL), CAST(e.value ->> '$.step.q90' AS REAL),
	CAST(e.value ->> '$.step.q975' AS REAL), CAST(e.value ->> '$.actual' AS REAL), e.value ->> '$.over'
FROM `series` JOIN `setting` AS s ON s.key = 'forecast-model:' || series.id,
	json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '{}' END, '$.days') AS e
WHERE CASE WHEN e.type = 'object' THEN json_type(s.value, '$.model') = 'text'
	AND s.value ->> '$.series' = series.connection_id || '/' || series.service || '/' || series.metric || '/' || series.project_id
	AND json_type(e.value, '$.step.t') IN ('integer', 'real') AND json_type(e.value, '$.step.q025') IN ('integer', 'real')
	AND json_type(e.value, '$.step.q10') IN ('integer', 'real') AND json_type(e.value, '$.step.q25') IN ('integer', 'real')
	AND json_type(e.value, '$.step.q50') IN ('integer', 'real') AND json_type(e.value, '$.step.q75') IN ('integer', 'real')
	AND json_type(e.value, '$.step.q90') IN ('integer', 'real') AND json_type(e.value, '$.step.q975') IN ('integer', 'real')
	AND json_type(e.value, '$.actual') IN ('integer', 'real', 'null') AND json_type(e.value, '$.over') IN ('true', 'false') END
ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- What is left besides what cannot be read is of a series that is gone, or whose number another one has: nobody asked for it.
DELETE FROM `setting` WHERE CASE WHEN key GLOB 'forecast-model:*' AND json_valid(value) THEN json_type(value, '$.series') = 'text'
	AND (json_array_length(value, '$.days') = (SELECT count(*) FROM `model_forecast` WHERE series_id = CAST(substr(key, 16) AS INTEGER))
		OR NOT EXISTS (SELECT 1 FROM `series` WHERE id = CAST(substr(key, 16) AS INTEGER)
			AND connection_id || '/' || service || '/' || metric || '/' || project_id = value ->> '$.series')) END;
--> statement-breakpoint
INSERT INTO `verdict` (`at`, `state`, `limit_key`, `days`)
SELECT ifnull((SELECT max(ifnull(finished_at, started_at)) FROM `monitoring_cycle`), 0), value ->> '$.state', value ->> '$.id',
	CAST(value ->> '$.days' AS REAL)
FROM `setting` WHERE key = 'verdict' AND CASE WHEN json_valid(value)
	THEN value ->> '$.state' IN ('reached', 'ahead', 'possible', 'clear', 'unknown')
		AND json_type(value, '$.id') IN ('text', 'null') AND json_type(value, '$.days') IN ('integer', 'real', 'null') END;
--> statement-breakpoint
DELETE FROM `setting` WHERE key = 'verdict' AND EXISTS (SELECT 1 FROM `verdict`);
--> statement-breakpoint
INSERT INTO `price_list` (`imported_at`, `shipped_as_of`, `list`)
SELECT stamp.value ->> '$.importedAt', stamp.value ->> '$.shippedAsOf', list.value
FROM `setting` AS stamp JOIN `setting` AS list ON stamp.key = 'price-list-stamp' AND list.key = 'price-list'
WHERE CASE WHEN json_valid(stamp.value) AND json_valid(list.value) THEN json_type(stamp.value, '$.importedAt') = 'integer'
	AND json_type(stamp.value, '$.shippedAsOf') = 'text' AND json_type(list.value) = 'object' END;
--> statement-breakpoint
DELETE FROM `setting` WHERE key IN ('price-list', 'price-list-stamp') AND EXISTS (SELECT 1 FROM `price_list`);
--> statement-breakpoint
INSERT INTO `job_run` (`job`, `ran_at`)
SELECT CASE key WHEN 'retention-ran-at' THEN 'retention' ELSE 'sample' END, CAST(value AS INTEGER) FROM `setting`
WHERE key IN ('retention-ran-at', 'sample-anchor') AND CASE WHEN json_valid(value) THEN json_type(value) IN ('integer', 'real') END;
--> statement-breakpoint
-- One that cannot be read is no loss: retention runs once more, and the sample is filled anew.
DELETE FROM `setting` WHERE key IN ('retention-ran-at', 'sample-anchor');
