CREATE TABLE `approvals` (
	`request_id` text NOT NULL,
	`actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`request_id`, `actor`),
	FOREIGN KEY (`request_id`) REFERENCES `change_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `change_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`environment_id` text NOT NULL,
	`flag_id` integer NOT NULL,
	`base_version` integer NOT NULL,
	`change` text NOT NULL,
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
CREATE INDEX `change_requests_environment` ON `change_requests` (`environment_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `change_requests_due` ON `change_requests` (`state`,`apply_at_ms`);--> statement-breakpoint
ALTER TABLE `environments` ADD `required_approvals` integer DEFAULT 1 NOT NULL;