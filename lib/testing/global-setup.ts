import type { TestProject } from 'vitest/node'
import { MOVABLE_CLOCK } from '@/scripts/clock-database'
import { ensureGenerated } from '@/scripts/generated-client'
import { deploy } from '@/scripts/migrations/deploy'
import { removeCluster, removeLeftovers, startPostgres, throwAwayName } from '@/scripts/postgres'
import { withClient } from '@/scripts/postgres/roles'

const PURPOSE = 'test'
const TEMPLATE = 'template_daypass'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that integration tests share, and the migrated database that theirs are copies of. */
    testServer: { ownerUrl: string; appUrl: string; superuserUrl: string; template: string }
  }
}

/** Starts a PostgreSQL for this run and makes the template; answers how to put all of it away. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureGenerated()
  await removeLeftovers(PURPOSE)
  const name = throwAwayName(PURPOSE)
  const postgres = await startPostgres({ name, throwAway: true })
  const urls = { ownerUrl: postgres.ownerUrl(TEMPLATE), appUrl: postgres.appUrl(TEMPLATE) }
  await postgres.createDatabase(TEMPLATE)
  await deploy(urls)
  await withClient(urls.ownerUrl, (client) => client.query(MOVABLE_CLOCK))
  project.provide('testServer', {
    ...urls,
    superuserUrl: postgres.superuserUrl('postgres'),
    template: TEMPLATE,
  })
  return () => removeCluster(name)
}
