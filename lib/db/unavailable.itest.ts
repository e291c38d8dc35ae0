import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { decideRequest, submitRequest } from '../requests/index'
import { openConsole, settleLostSessions } from '../sessions/index'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { call, useDomain } from '../testing/domain'
import { openDatabase } from './client'
import { transactions } from './transaction'
import { isDatabaseUnavailable } from './unavailable'

const domain = useDomain()

/** As a restart of the database does: ends every connection that the application has. */
async function cutAllOff(): Promise<void> {
  await domain.asApplication(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  )
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  )
}

test('connections that were cut while idle cost at most one call, which says so, and the next one works', async () => {
  const alice = await domain.signIn('alice')
  for (let round = 0; round < 5; round++) {
    await cutAllOff()
    const form = await domain.form().catch(() => domain.form())
    const outcome = await thrownBy(call(submitRequest, alice, form))
    if (outcome !== 'nothing was thrown') expect(isDatabaseUnavailable(outcome)).toBe(true)
    expect(await call(submitRequest, alice, form)).toMatchObject({ requestId: form.id })
  }
  expect(await domain.database.request.count()).toBe(5)
})

test('a transaction that is cut off half-way leaves nothing, says so, and can be tried again (invariant 7)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  const answer = await domain.answer(requestId)
  const inTransaction: typeof domain.system.inTransaction = (work) =>
    domain.system.inTransaction(async (tx) => {
      const result = await work(tx)
      await cutAllOff()
      await tx.$queryRaw`select 1`
      return result
    })
  const error = await thrownBy(call(decideRequest, { ...carla, inTransaction }, answer))
  expect(isDatabaseUnavailable(error), String(error)).toBe(true)
  expect(await domain.asOwner(`select status from requests`)).toEqual([{ status: 'pending' }])
  expect(await domain.asOwner(`select from decisions`)).toEqual([])
  expect(await domain.asOwner(`select from grants`)).toEqual([])
  await domain.database.$queryRaw`select 1`.catch(() => undefined)
  expect(await call(decideRequest, carla, answer)).toMatchObject({ status: 'approved' })
  expect(await domain.events('grant.opened')).toHaveLength(1)
})

test('a transaction that is cut off at its commit says so, and repeating it ends as one', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const answer = await domain.answer(await domain.request(alice))
  const inTransaction: typeof domain.system.inTransaction = (work) =>
    domain.system.inTransaction(async (tx) => {
      const result = await work(tx)
      await cutAllOff()
      return result
    })
  const error = await thrownBy(call(decideRequest, { ...carla, inTransaction }, answer))
  expect(isDatabaseUnavailable(error), String(error)).toBe(true)
  await domain.database.$queryRaw`select 1`.catch(() => undefined)
  expect(await call(decideRequest, carla, answer)).toMatchObject({ status: 'approved' })
  expect(await domain.database.grant.count()).toBe(1)
})

test('a database that fails while AWS is asked: nothing is handed over, and the session becomes unknown (invariant 3)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const sessionId = newId()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    const outcome = await domain.aws.assumeRole(input)
    await domain.asOwner('alter table sessions rename to sessions_away')
    return outcome
  }
  const clouds = { aws: { ...domain.aws, assumeRole } }
  expect(await thrownBy(call(openConsole, { ...alice, clouds }, { sessionId, grantId }))).toBeInstanceOf(
    Error,
  )
  await domain.asOwner('alter table sessions_away rename to sessions')
  expect(domain.calls('getSigninToken')).toEqual([])
  expect(await domain.tablesWithSecrets()).toEqual([])
  expect(await domain.asOwner('select status, handed_over_at from sessions')).toEqual([
    { status: 'intended', handed_over_at: null },
  ])
  await domain.moveClock(130)
  await settleLostSessions(domain.system)
  expect(await domain.asOwner('select status from sessions')).toEqual([{ status: 'unknown' }])
})

test('a database that is not there at all is known as unavailable', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const nowhere = openDatabase(`postgres://nobody:nothing@127.0.0.1:${String(port)}/daypass`)
  const alice = await domain.signIn('alice')
  const away = { ...alice, inTransaction: transactions(nowhere) }
  expect(isDatabaseUnavailable(await thrownBy(call(submitRequest, away, await domain.form())))).toBe(true)
  await nowhere.$disconnect()
})
