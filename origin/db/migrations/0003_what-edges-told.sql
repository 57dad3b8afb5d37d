CREATE TABLE `edge_arrivals` (
	`environment_id` text NOT NULL,
	`version` integer NOT NULL,
	`location` text NOT NULL,
	`after_version` integer NOT NULL,
	`served_at_ms` integer NOT NULL,
	`quiet_for_ms` integer NOT NULL,
	PRIMARY KEY(`environment_id`, `version`, `location`),
	FOREIGN KEY (`environment_id`) REFERENCES `environments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edge_locations` (
	`environment_id` text NOT NULL,
	`location` text NOT NULL,
	`version` integer NOT NULL,
	`age_ms` integer NOT NULL,
	`open_breakers` text NOT NULL,
	`refusals` text NOT NULL,
	`reported_at_ms` integer NOT NULL,
	PRIMARY KEY(`environment_id`, `location`),
	FOREIGN KEY (`environment_id`) REFERENCES `environments`(`id`) ON UPDATE no action ON DELETE no action
);
