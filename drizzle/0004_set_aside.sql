CREATE TABLE `set_aside` (
	`id` integer PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`connection_id` text,
	`time` integer NOT NULL,
	`at` integer NOT NULL,
	`row` text NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `monitoring_cycle` ADD `failure` text;