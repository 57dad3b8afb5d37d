ALTER TABLE `change_requests` ADD `group_key` text;--> statement-breakpoint
ALTER TABLE `change_requests` ADD `group_change` text;