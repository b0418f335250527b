-- Advice that was kept as sentences keeps them, under the code `told`; later rows hold codes and figures.
CREATE TABLE `__new_upgrade_recommendation` (
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
--> statement-breakpoint
INSERT INTO `__new_upgrade_recommendation`("id", "key", "connection_id", "kind", "service", "metric", "status", "priority", "advice", "created_at", "updated_at", "snoozed_until", "status_reason")
SELECT r.id, r.key, r.connection_id, 'upgrade', r.service, r.metric, r.status, r.priority, json_object(
	'key', r.key,
	'kind', 'upgrade',
	'aim', 'risk',
	'connectionId', r.connection_id,
	'service', r.service,
	'metric', r.metric,
	'names', json_object(
		'account', coalesce(c.title, ''),
		'service', CASE WHEN r.title LIKE 'Upgrade % to %' THEN substr(r.title, 9, instr(r.title, ' to ') - 9) ELSE '' END,
		'metric', '',
		'thing', ''),
	'priority', r.priority,
	'priorityReason', json_object('code', 'told', 'figures', json_object('text', '')),
	'currentPlan', r.current_plan,
	'recommendedPlan', r.recommended_plan,
	'currentPlanName', upper(substr(r.current_plan, 1, 1)) || substr(r.current_plan, 2),
	'recommendedPlanName', upper(substr(r.recommended_plan, 1, 1)) || substr(r.recommended_plan, 2),
	'change', json_object(
		'kind', 'plan',
		'provider', coalesce(CASE WHEN json_valid(c.billing) THEN json_extract(c.billing, '$.provider') END, ''),
		'from', r.current_plan,
		'to', r.recommended_plan),
	'limit', json_object(
		'standing', r.connection_id || '/' || r.service || '/' || r.metric,
		'used', r.current_usage,
		'value', r.limit_value,
		'unit', r.unit,
		'percent', r.usage_percent,
		'stops', json('true'),
		'days', r.days_to_limit,
		'daysInterval', CASE WHEN json_valid(r.days_to_limit_interval) THEN json(r.days_to_limit_interval) END,
		'growthPerDay', r.growth_per_day,
		'recommended', r.recommended_limit,
		'lastsUntil', NULL),
	'cost', json_object(
		'currency', coalesce(json_extract(r.sums, '$.currency'), 'USD'),
		'current', json_extract(r.sums, '$.currentCost'),
		'projected', json_extract(r.sums, '$.projectedCost'),
		'recommended', json_extract(r.sums, '$.currentCost') + json_extract(r.sums, '$.upgradeCost')),
	'gain', NULL,
	'effect', NULL,
	'alternatives', json_array(),
	'breakEven', NULL,
	'reason', json_array(json_object('code', 'told', 'figures', json_object('text', r.reason))),
	'benefits', json((SELECT json_group_array(json_object('code', 'told', 'figures', json_object('text', value))) FROM json_each(r.speaks_for))),
	'risks', json((SELECT json_group_array(json_object('code', 'told', 'figures', json_object('text', value))) FROM json_each(r.of_waiting))),
	'against', json_array(),
	'evidence', json_object(
		'series', r.connection_id || '/' || r.service || '/' || r.metric,
		'start', r.updated_at - 1209600,
		'end', r.updated_at,
		'points', json_array()),
	'sources', json(r.told_by),
	'steps', json_object('url', r.upgrade_url, 'points', json_array()),
	'confidence', 'medium',
	'work', json_object('hours', 0, 'who', 'account-owner'),
	'question', NULL
), r.created_at, r.updated_at, r.snoozed_until, CASE WHEN r.status_reason IS NOT NULL THEN json_object('code', 'told', 'text', r.status_reason) END
FROM (SELECT *,
	CASE WHEN json_valid(roi) THEN roi ELSE '{}' END AS sums,
	CASE WHEN json_valid(benefits) THEN benefits ELSE '[]' END AS speaks_for,
	CASE WHEN json_valid(risks) THEN risks ELSE '[]' END AS of_waiting,
	CASE WHEN json_valid(sources) THEN sources ELSE '[]' END AS told_by
FROM `upgrade_recommendation`) AS r LEFT JOIN `connection` AS c ON c.id = r.connection_id;--> statement-breakpoint
DROP TABLE `upgrade_recommendation`;--> statement-breakpoint
ALTER TABLE `__new_upgrade_recommendation` RENAME TO `upgrade_recommendation`;--> statement-breakpoint
CREATE INDEX `upgrade_recommendation_by_key` ON `upgrade_recommendation` (`key`);--> statement-breakpoint
CREATE INDEX `upgrade_recommendation_by_status` ON `upgrade_recommendation` (`status`);--> statement-breakpoint
CREATE TABLE `__new_recommendation_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`recommendation_id` integer NOT NULL,
	`at` integer NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`actor` text NOT NULL,
	`why` text,
	FOREIGN KEY (`recommendation_id`) REFERENCES `upgrade_recommendation`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_recommendation_event`("id", "recommendation_id", "at", "from_status", "to_status", "actor", "why")
SELECT "id", "recommendation_id", "at", "from_status", "to_status", "actor", CASE WHEN "reason" <> '' THEN json_object('code', 'told', 'text', "reason") END FROM `recommendation_event`;--> statement-breakpoint
DROP TABLE `recommendation_event`;--> statement-breakpoint
ALTER TABLE `__new_recommendation_event` RENAME TO `recommendation_event`;--> statement-breakpoint
CREATE INDEX `recommendation_event_by_recommendation` ON `recommendation_event` (`recommendation_id`);--> statement-breakpoint
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
