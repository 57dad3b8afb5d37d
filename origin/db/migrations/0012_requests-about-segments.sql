PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_change_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`environment_id` text NOT NULL,
	`flag_id` integer,
	`change` text,
	`segment_key` text,
	`segment_change` text,
	`base_version` integer NOT NULL,
	`reason` text,
	`state` text NOT NULL,
	`author` text NOT NULL,
	`apply_at_ms` integer,
	`outcome` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`environment_id`) REFERENCES `environments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`flag_id`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_change_requests`("id", "environment_id", "flag_id", "change", "base_version", "reason", "state", "author", "apply_at_ms", "outcome", "version", "created_at_ms", "updated_at_ms") SELECT "id", "environment_id", "flag_id", "change", "base_version", "reason", "state", "author", "apply_at_ms", "outcome", "version", "created_at_ms", "updated_at_ms" FROM `change_requests`;--> statement-breakpoint
DROP TABLE `change_requests`;--> statement-breakpoint
ALTER TABLE `__new_change_requests` RENAME TO `change_requests`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `change_requests_environment` ON `change_requests` (`environment_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `change_requests_due` ON `change_requests` (`state`,`apply_at_ms`);