ALTER TABLE `change_requests` ADD `flag_edit` text;--> statement-breakpoint
ALTER TABLE `configurations` ADD `configured` integer DEFAULT true NOT NULL;