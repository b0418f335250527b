ALTER TABLE `collection_attempt` ADD `rows` integer;--> statement-breakpoint
ALTER TABLE `collection_attempt` ADD `not_understood` integer;