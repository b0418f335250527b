DROP INDEX `charge_by_day`;--> statement-breakpoint
DROP INDEX `charge_key`;--> statement-breakpoint
CREATE UNIQUE INDEX `charge_key` ON `charge` (`connection_id`,`source`,`day`,`charge_id`);--> statement-breakpoint
ALTER TABLE `infrastructure_metric` ADD `lower_bound` integer DEFAULT false NOT NULL;