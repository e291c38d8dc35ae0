import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withClient } from '@/scripts/postgres/roles'
import type { Stage } from './stage'

export interface Statement {
  sql: string
  values: (string | null)[]
}

// Begins each of the server's messages and none of their further lines.
const MARK = 'bench>'
const SETTINGS = [`log_line_prefix = '${MARK}%u>'`, `log_statement = 'all'`]
// A running connection reads its settings anew before its next statement, once it has been told.
const SETTINGS_ARRIVE_MS = 300

/** What the portal sends to the database while `work` runs, in order: the database's own log tells. */
export async function captureStatements(stage: Stage, work: () => Promise<void>): Promise<Statement[]> {
  const log = path.join(stage.postgres.home, 'log')
  await setAndReload(stage, (setting) => `alter system set ${setting}`)
  const before = readFileSync(log, 'utf8').length
  await work()
  const text = readFileSync(log, 'utf8').slice(before)
  await setAndReload(stage, (setting) => `alter system reset ${setting.split(' ')[0] ?? ''}`)
  return statementsIn(text, decodeURIComponent(new URL(stage.appUrl).username))
}

async function setAndReload(stage: Stage, change: (setting: string) => string): Promise<void> {
  await withClient(stage.superuserUrl, async (client) => {
    for (const setting of SETTINGS) await client.query(change(setting))
    await client.query('select pg_reload_conf()')
  })
  await pause(SETTINGS_ARRIVE_MS)
}

function statementsIn(log: string, role: string): Statement[] {
  const statements: Statement[] = []
  for (const message of log.split(MARK)) {
    const [, user, text = ''] = /^([^>]*)>(.*)$/s.exec(message.replaceAll('\n\t', '\n').trimEnd()) ?? []
    if (user !== role) continue
    const [, sql] = /^LOG: {2}(?:statement|execute [^:]+): (.*)$/s.exec(text) ?? []
    if (sql !== undefined) statements.push({ sql, values: [] })
    else statements.at(-1)?.values.push(...valuesIn(text))
  }
  return statements
}

/** The values of `DETAIL:  Parameters: $1 = 'it''s', $2 = NULL`. */
function valuesIn(detail: string): (string | null)[] {
  return [...detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/gs)].map(
    ([, quoted]) => quoted?.replaceAll("''", "'") ?? null,
  )
}
