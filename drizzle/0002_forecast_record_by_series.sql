ALTER TABLE `forecast_record` ADD `series_id` integer REFERENCES series(id);--> statement-breakpoint
ALTER TABLE `forecast_record` ADD `q025` real;--> statement-breakpoint
ALTER TABLE `forecast_record` ADD `q25` real;--> statement-breakpoint
ALTER TABLE `forecast_record` ADD `q75` real;--> statement-breakpoint
ALTER TABLE `forecast_record` ADD `q975` real;--> statement-breakpoint
ALTER TABLE `forecast_record` ADD `replayed` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `forecast_record_day` ON `forecast_record` (`series_id`,`target_at`);--> statement-breakpoint
CREATE INDEX `forecast_record_open` ON `forecast_record` (`target_at`) WHERE scored_at IS NULL;