import { createServer } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { removeCluster, startPostgres, throwAwayName, type Postgres } from './postgres'
import { runningServer } from './postgres/server'
import { withClient } from './postgres/roles'

// Throw-away data of this process: what a killed run leaves behind is removed by the next.
const name = throwAwayName('test')
const start = (port = 55_400) => startPostgres({ name, port, throwAway: true })

async function notes({ ownerUrl }: Postgres): Promise<string[]> {
  return withClient(ownerUrl('kept'), async (client) => {
    const { rows } = await client.query<{ text: string }>('select text from notes order by text')
    return rows.map(({ text }) => text)
  })
}

describe('embedded PostgreSQL', () => {
  afterAll(() => removeCluster(name))

  test('keeps what was committed when it is stopped and started', async () => {
    const first = await start()
    await first.createDatabase('kept')
    await withClient(first.ownerUrl('kept'), (client) =>
      client.query(`create table notes (text text); insert into notes values ('one')`),
    )
    await first.stop()
    expect(runningServer(first.home)).toBeUndefined()
    expect(await notes(await start())).toEqual(['one'])
  })

  test('is taken over where a killed process left it running', async () => {
    const left = await start()
    const found = await start()
    expect(found.port).toBe(left.port)
    expect(await notes(found)).toEqual(['one'])
  })

  test('recovers when the server was killed', async () => {
    const before = await start()
    process.kill(runningServer(before.home)?.pid ?? 0, 'SIGKILL')
    expect(await notes(await start())).toEqual(['one'])
  })

  test('serves the same data to two who start it at once', async () => {
    const running = await start()
    await running.stop()
    const [one, other] = await Promise.all([start(), start()])
    expect(one.port).toBe(other.port)
    await one.stop()
  })

  test('takes the next port where one is taken', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const address = squatter.address()
    const taken = typeof address === 'object' && address ? address.port : 0
    const postgres = await start(taken)
    expect(postgres.port).toBeGreaterThan(taken)
    expect(await notes(postgres)).toEqual(['one'])
    await new Promise((resolve) => squatter.close(resolve))
  })

  test('gives the application no right to what the owner makes', async () => {
    const { appUrl } = await start()
    const peek = withClient(appUrl('kept'), (client) => client.query('select * from notes'))
    await expect(peek).rejects.toThrow('permission denied')
  })
})
