import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../db/client'
import { transactions } from '../db/transaction'
import { relinquishGrant } from '../grants/index'
import { readGrantPage } from '../history/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import type { SecretStore } from '../ports/secret-store'
import { decideRequest, previewRequest, readRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { deliverSecretAgain } from './index'

const domain = useDomain()
const { hold, reader, read, stages } = secretOf(domain)

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function people() {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  return { alice, bob, carla }
}

const withSecret = { deliveries: ['secret'], durationMinutes: 60 }

function sessions(grantId: string) {
  return domain.database.session.findMany({ where: { grantId }, orderBy: { intendedAt: 'asc' } })
}

test('another grant’s secret is said to be held at the form, at the request and by the refusal, with from when it is free', async () => {
  const { alice, bob, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const freeFrom = (await hold(grantId)).endsAt.toISOString()
  const form = await domain.form(withSecret)
  const { entitlementId, scope, durationMinutes, deliveries } = form as typeof form & typeof withSecret
  const preview = await call(previewRequest, bob, { entitlementId, scope, durationMinutes, deliveries })
  expect(preview).toMatchObject({ problems: [], secretHeld: { name: 'Reports', freeFrom } })
  const requestId = await domain.request(bob, withSecret)
  const view = await call(readRequest, carla, { requestId })
  expect(view).toMatchObject({ secretHeld: { name: 'Reports', freeFrom } })
  expect(view.obstacles.join()).toContain(freeFrom.slice(0, 19))
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: expect.stringContaining(freeFrom.slice(0, 19)) as string,
  })
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    status: 'pending',
  })
  expect(await domain.database.decision.count({ where: { requestId } })).toBe(0)
})

test('two grants that open at once on two connections: one holds the secret, the other’s approval is refused whole', async () => {
  const { alice, bob, carla } = await people()
  const chris = await domain.signIn('chris')
  const second = openDatabase(domain.appUrl)
  try {
    const [first, other] = [await domain.request(alice, withSecret), await domain.request(bob, withSecret)]
    const elsewhere: Context = { ...chris, inTransaction: transactions(second) }
    const results = await Promise.allSettled([
      call(decideRequest, carla, await domain.answer(first)),
      call(decideRequest, elsewhere, await domain.answer(other)),
    ])
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toHaveLength(1)
    expect(['ERR_SECRET_HELD', 'ERR_REQUEST_REFUSED']).toContain((refused[0] as { code: string }).code)
    expect(await domain.database.grant.count()).toBe(1)
    expect(await domain.database.secretHold.count()).toBe(1)
    expect(await domain.database.decision.count()).toBe(1)
    expect(await domain.database.request.count({ where: { status: 'pending' } })).toBe(1)
  } finally {
    await second.$disconnect()
  }
})

test('the database itself refuses two holds of one secret that overlap, and allows one after the other', async () => {
  const { alice, bob, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const otherId = await domain.grant(bob, [carla], { deliveries: ['console'] })
  const copy = (shift: string) =>
    domain.asOwner(
      `insert into secret_holds (grant_id, attempt_id, account_id, region, name, starts_at, ends_at)
       select $1, attempt_id, account_id, region, name, starts_at + $2::interval, ends_at + $2::interval
       from secret_holds where grant_id = $3`,
      [otherId, shift, grantId],
    )
  await expect(copy('59 minutes')).rejects.toThrow(/secret_holds_one_at_a_time/)
  await copy('61 minutes')
})

test('an early end frees the secret at once, and emptying it late does not touch the next grant’s credentials', async () => {
  const { alice, bob, carla } = await people()
  const first = await domain.grant(alice, [carla], withSecret)
  await domain.work()
  await call(relinquishGrant, alice, { grantId: first })
  domain.breakCloud('DescribeSecret', 'error-500', 3)
  await domain.work()
  expect(await hold(first)).toMatchObject({ status: 'delivered', failureCode: 'ERR_SECRET_UNKNOWN' })
  const second = await domain.grant(bob, [carla], withSecret)
  await domain.work()
  expect(await hold(first)).toMatchObject({ status: 'emptied' })
  await domain.hurryJobs()
  await domain.work()
  expect(await domain.events('secret.emptied')).toMatchObject([
    { about: { grantId: first }, data: { how: 'emptied' } },
  ])
  const [session] = await sessions(second)
  expect((await read(await reader())).sessionId).toBe(session?.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
})

/** The worker's end in the middle of a call: nothing after it is done, the job is found again by the next worker. */
class Killed extends Error {}

test.each(['before', 'after'] as const)(
  'a worker that ends between STS and the put’s answer (%s it was stored) loses no session from sight, and leaves none readable',
  async (moment) => {
    const { alice, carla } = await people()
    const grantId = await domain.grant(alice, [carla], withSecret)
    const put: SecretStore['put'] = async (...given) => {
      if (moment === 'after') await domain.secretStore.put(...given)
      throw new Killed()
    }
    await domain.work({ ...domain.delivery, secretStore: { ...domain.secretStore, put } })
    await domain.hurryJobs()
    await domain.work()
    const [lost, delivered, ...more] = await sessions(grantId)
    expect(more).toEqual([])
    expect(lost).toMatchObject({ status: 'issued', failureCode: 'ERR_SECRET_UNKNOWN' })
    expect(await hold(grantId)).toMatchObject({ status: 'delivered', sessionId: delivered?.id })
    expect((await read(await reader())).sessionId).toBe(delivered?.accessKeyId)
    expect(await stages()).toEqual(['AWSCURRENT'])
  },
)

test('a worker that ends before STS answered leaves its session as unknown, and another one is started (invariant 3)', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const assumeRole = () => Promise.reject(new Killed())
  await domain.work({ ...domain.delivery, clouds: { aws: { ...domain.aws, assumeRole } } })
  expect(await sessions(grantId)).toMatchObject([{ status: 'intended' }])
  await domain.hurryJobs()
  await domain.work()
  expect(await sessions(grantId)).toMatchObject([{ status: 'unknown' }, { status: 'issued' }])
  expect(await hold(grantId)).toMatchObject({ status: 'delivered' })
})

test('a delivery that ends the worker each time is given up after three sessions, and said to have failed', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const put = () => Promise.reject(new Killed())
  const dying = { ...domain.delivery, secretStore: { ...domain.secretStore, put } }
  for (let turn = 0; turn < 5; turn++) {
    await domain.work(dying)
    await domain.hurryJobs()
  }
  expect(await sessions(grantId)).toHaveLength(3)
  expect(await hold(grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_UNKNOWN' })
  expect(await domain.events('secret.failed')).toHaveLength(1)
})

test('a grant that ends while its secret is being filled leaves nothing readable (invariants 1, 2)', async () => {
  const { alice, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const put: SecretStore['put'] = async (...given) => {
    await call(relinquishGrant, alice, { grantId })
    return domain.secretStore.put(...given)
  }
  await domain.work({ ...domain.delivery, secretStore: { ...domain.secretStore, put } })
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'emptied' })
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
})

test('a person fills it again only after a failure, or ten minutes after the last time', async () => {
  const { alice, bob, carla } = await people()
  const grantId = await domain.grant(alice, [carla], withSecret)
  const again = (ctx: Context) => call(deliverSecretAgain, ctx, { grantId, sessionId: newId() })
  await expect(again(alice)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  await domain.work()
  await expect(again(alice)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  await expect(again(bob)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(again(carla)).rejects.toMatchObject({ code: 'ERR_FORBIDDEN' })
  const { putAt } = await hold(grantId)
  const from = new Date((putAt?.getTime() ?? 0) + 600_000).toISOString()
  const view = { mayAskAgain: false, askAgainFrom: from }
  expect(await call(readGrantPage, alice, { grantId })).toMatchObject({ secret: view })
  const nothing = { mayAskAgain: false, askAgainFrom: null }
  expect(await call(readGrantPage, carla, { grantId })).toMatchObject({ secret: nothing })
  await domain.moveClock(601)
  expect(await call(readGrantPage, alice, { grantId })).toMatchObject({ secret: { mayAskAgain: true } })
  await again(alice)
  await domain.work()
  const [, second] = await sessions(grantId)
  expect((await read(await reader())).sessionId).toBe(second?.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
  expect(await domain.events('secret.asked-again')).toHaveLength(1)
  await domain.moveClock(3601)
  await expect(again(alice)).rejects.toMatchObject({ code: 'ERR_GRANT_NOT_LIVE' })
})
