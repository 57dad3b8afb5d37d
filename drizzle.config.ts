import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './origin/db/schema/*.ts',
  out: './origin/db/migrations',
  casing: 'snake_case',
})
