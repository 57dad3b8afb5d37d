PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_audit_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`actor` text NOT NULL,
	`address` text,
	`way` text DEFAULT 'api' NOT NULL,
	`reason` text,
	`action` text NOT NULL,
	`project_id` text NOT NULL,
	`environment_id` text,
	`target` text NOT NULL,
	`before` text,
	`after` text,
	`seal` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_audit_entries`("id", "at_ms", "actor", "address", "way", "reason", "action", "project_id", "environment_id", "target", "before", "after", "seal") SELECT "id", "at_ms", "actor", "address", "way", "reason", "action", "project_id", "environment_id", "target", "before", "after", "seal" FROM `audit_entries`;--> statement-breakpoint
DROP TABLE `audit_entries`;--> statement-breakpoint
ALTER TABLE `__new_audit_entries` RENAME TO `audit_entries`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `audit_entries_project` ON `audit_entries` (`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_target` ON `audit_entries` (`project_id`,`target`,`id`);