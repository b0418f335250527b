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
--> statement-breakpoint
CREATE TABLE `__new_charge` (
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
--> statement-breakpoint
INSERT INTO `__new_charge`
SELECT `id`, `connection_id`, `source`, `service` || '|' || `project_id` || '|' || `line_item` || '|' || `period_start` || '|' || `period_end`,
	'Usage', `service`, `project_id`, '', date(`period_start`, 'unixepoch'), `period_start`, `period_end`, `quantity`, `unit`, NULL, NULL,
	`amount_micros`, `amount_micros`, NULL, `currency`, 0, 0, CASE `basis` WHEN 'reported' THEN 'provisional' ELSE 'estimate' END, `as_of`
FROM `charge`;
--> statement-breakpoint
DROP TABLE `charge`;--> statement-breakpoint
ALTER TABLE `__new_charge` RENAME TO `charge`;--> statement-breakpoint
CREATE INDEX `charge_by_day` ON `charge` (`connection_id`,`source`,`day`);--> statement-breakpoint
CREATE UNIQUE INDEX `charge_key` ON `charge` (`connection_id`,`source`,`charge_id`);--> statement-breakpoint
DROP INDEX `budget_scope`;--> statement-breakpoint
ALTER TABLE `budget` ADD `project_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `budget_scope` ON `budget` (`connection_id`,`service`,`project_id`,`currency`);
