CREATE TABLE `meter_reading` (
	`series_id` integer NOT NULL,
	`read_at` integer NOT NULL,
	`day` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`series_id`, `read_at`),
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `alert` ADD `condition` text DEFAULT 'limit' NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `rung` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `announced` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `announced_at` integer;--> statement-breakpoint
ALTER TABLE `alert` ADD `judged_at` integer;--> statement-breakpoint
ALTER TABLE `alert` ADD `streak` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `alert` ADD `acknowledged_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `alert_by_key` ON `alert` (`key`);--> statement-breakpoint
ALTER TABLE `alert_event` ADD `rung` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert_event` ADD `tells` integer DEFAULT true NOT NULL;--> statement-breakpoint
-- Where the alerts stand that there are: what was told of them is not told again.
UPDATE `alert` SET
	`condition` = CASE WHEN `service` IN ('ACCOUNT', 'STORE') THEN 'stop' WHEN `metric` = 'SPEND_USD' THEN 'budget' ELSE 'limit' END,
	`rung` = CASE WHEN `severity` = 'critical' THEN 3 WHEN `basis` = 'level' THEN 2 ELSE 1 END,
	`announced` = CASE WHEN `severity` = 'critical' THEN 2 ELSE 1 END,
	`announced_at` = coalesce(`fired_at`, `active_at`);
--> statement-breakpoint
UPDATE `alert_event` SET
	`rung` = CASE WHEN `severity` = 'critical' THEN 3 WHEN `basis` = 'level' THEN 2 ELSE 1 END,
	`tells` = CASE WHEN `kind` IN ('firing', 'worse', 'resolved') THEN 1 ELSE 0 END;
