DROP INDEX `configurations_environment`;--> statement-breakpoint
CREATE INDEX `configurations_environment` ON `configurations` (`environment_id`,`flag_id`,`version`);