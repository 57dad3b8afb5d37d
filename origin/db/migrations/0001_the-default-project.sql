INSERT INTO `projects` (`id`, `key`, `name`, `created_at_ms`)
VALUES (lower(hex(randomblob(6))), 'default', 'Default', CAST(unixepoch('subsec') * 1000 AS INTEGER));
--> statement-breakpoint
INSERT INTO `environments` (`id`, `project_id`, `key`, `name`, `settings`, `created_at_ms`)
SELECT lower(hex(randomblob(6))), `id`, 'production', 'Production', '{"events":{"mode":"off"},"userIds":"pseudonym"}', `created_at_ms` FROM `projects` WHERE `key` = 'default';
--> statement-breakpoint
INSERT INTO `environments` (`id`, `project_id`, `key`, `name`, `settings`, `created_at_ms`)
SELECT lower(hex(randomblob(6))), `id`, 'development', 'Development', '{"events":{"mode":"all"},"userIds":"pseudonym"}', `created_at_ms` FROM `projects` WHERE `key` = 'default';
--> statement-breakpoint
INSERT INTO `outbox` (`environment_id`, `kind`, `version`, `committed_at_ms`)
SELECT `id`, 'ruleset', 1, `created_at_ms` FROM `environments`;
--> statement-breakpoint
INSERT INTO `outbox` (`environment_id`, `kind`, `version`, `committed_at_ms`)
SELECT `id`, 'access', 1, `created_at_ms` FROM `environments`;
