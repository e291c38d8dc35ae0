import pg from 'pg'
import { v7 as newId } from 'uuid'
import { withClient } from '@/scripts/postgres/roles'
import { shortId } from '@/lib/kernel/ids'
import type { Statement } from './capture'
import type { Stage } from './stage'
import { repeatFor, type Timing } from './timing'

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/**
 * The limit: the same statements in the same transactions, sent one after the other by a bare client on so many
 * connections, with nothing between them. Whatever a lifecycle makes anew has new ids each time.
 */
export async function replay(
  stage: Stage,
  statements: readonly Statement[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Timing> {
  const kept = await idsThatStay(stage)
  const template = statements.map(({ sql, values }) => ({ text: sql, values }))
  const clients = Array.from({ length: connections }, () => new pg.Client(stage.appUrl))
  await Promise.all(clients.map((client) => client.connect()))
  try {
    return await repeatFor(seconds, clients, async (client) => {
      const anew = renaming(kept)
      for (const { text, values } of template)
        await client.query({ text, values: values.map((value) => value && anew(value)) })
    })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** People and their sign-ins were there before and are there afterwards. */
function idsThatStay({ ownerUrl }: Stage): Promise<Set<string>> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from people union select id from sign_ins')
    return new Set(rows.map((row) => row.id))
  })
}

/** Gives every id of one lifecycle another one, the same wherever it stands; role session names hold it in short. */
function renaming(kept: ReadonlySet<string>): (text: string) => string {
  const names = new Map<string, string>()
  const rename = (id: string) => {
    if (kept.has(id)) return id
    const known = names.get(id)
    if (known !== undefined) return known
    const name = newId()
    names.set(id, name)
    names.set(shortId(id), shortId(name))
    return name
  }
  return (text) =>
    text.replaceAll(UUID, rename).replaceAll(/-([a-z2-7]{26})(?![a-z2-7])/g, (whole, short: string) => {
      const name = names.get(short)
      return name === undefined ? whole : `-${name}`
    })
}
