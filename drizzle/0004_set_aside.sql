CREATE TABLE `set_aside` (
	`id` integer PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`time` integer NOT NULL,
	`at` integer NOT NULL,
	`row` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `set_aside_by_time` ON `set_aside` (`time`);--> statement-breakpoint
ALTER TABLE `monitoring_cycle` ADD `failure` text;