ALTER TABLE `alert` ADD `basis` text DEFAULT 'level' NOT NULL;--> statement-breakpoint
ALTER TABLE `alert_event` ADD `basis` text DEFAULT 'level' NOT NULL;