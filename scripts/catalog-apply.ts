// npm run catalog:apply [-- FOLDER]: makes the database offer what the catalogue's files say.
import { applyCatalog } from '../lib/catalog/index'
import { openDatabase } from '../lib/db/client'
import { transactions } from '../lib/db/transaction'
import { DaypassError } from '../lib/kernel/errors'
import { catalogFiles } from './catalog-files'

const url = process.env.DATABASE_URL
if (url === undefined || url === '') {
  console.error('DATABASE_URL must be set.')
  process.exit(1)
}
const database = openDatabase(url, 1)
try {
  const files = catalogFiles(process.argv[2] ?? 'catalog')
  const { unchanged, versioned, withdrawn } = await applyCatalog(
    { inTransaction: transactions(database) },
    { files },
  )
  console.log(
    `The catalogue is applied: ${String(versioned.length)} new or changed, ${String(unchanged)} unchanged, ${String(withdrawn.length)} withdrawn.`,
  )
} catch (error) {
  if (!(error instanceof DaypassError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await database.$disconnect()
}
