import { backUpDatabase } from './recovery/back-up-database.ts'

// Copies the database of a running origin: npm run backup -- FILE (DATABASE_FILE says of which).
const copy = process.argv[2] ?? ''
const file = process.env['DATABASE_FILE'] ?? ''
if (copy === '' || file === '') {
  process.stderr.write('usage: DATABASE_FILE=… npm run backup -- FILE\n')
  process.exitCode = 1
} else {
  try {
    const pages = await backUpDatabase(file, copy)
    process.stdout.write(`${copy}: ${pages} pages, intact\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
