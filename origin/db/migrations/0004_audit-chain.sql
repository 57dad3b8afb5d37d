CREATE TABLE `audit_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`last_id` integer NOT NULL,
	`last_seal` text NOT NULL,
	`entries` integer NOT NULL,
	`seal` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `address` text;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `way` text DEFAULT 'api' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `seal` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_entries_target` ON `audit_entries` (`project_id`,`target`,`id`);