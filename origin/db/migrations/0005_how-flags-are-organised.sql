CREATE TABLE `saved_contexts` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`context` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_contexts_project_name` ON `saved_contexts` (`project_id`,`name`);--> statement-breakpoint
ALTER TABLE `flags` ADD `owner` text;--> statement-breakpoint
ALTER TABLE `flags` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `flags` ADD `lifetime` text DEFAULT 'temporary' NOT NULL;--> statement-breakpoint
ALTER TABLE `flags` ADD `expected_end_at_ms` integer;--> statement-breakpoint
ALTER TABLE `flags` ADD `archived_at_ms` integer;