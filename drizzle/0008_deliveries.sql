CREATE TABLE `channel` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`target` text NOT NULL,
	`enabled` integer NOT NULL
) STRICT;
--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `digest_delivery_by_period` ON `digest_delivery` (`period_end`);--> statement-breakpoint
ALTER TABLE `delivery` ADD `why` text;--> statement-breakpoint
ALTER TABLE `delivery` ADD `key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery` ADD `sent_at` integer;--> statement-breakpoint
ALTER TABLE `delivery` ADD `next_at` integer;--> statement-breakpoint
ALTER TABLE `delivery` ADD `read_at` integer;--> statement-breakpoint
ALTER TABLE `delivery` ADD `claimed_by` text;--> statement-breakpoint
ALTER TABLE `delivery` ADD `claimed_until` integer;--> statement-breakpoint
CREATE INDEX `delivery_by_time` ON `delivery` (`at`);--> statement-breakpoint
CREATE INDEX `delivery_waiting` ON `delivery` (`channel`) WHERE outcome = 'waiting';--> statement-breakpoint
-- What waits from before is sent once, under a key of its own.
UPDATE `delivery` SET `key` = lower(hex(randomblob(16))) WHERE `outcome` = 'waiting';
