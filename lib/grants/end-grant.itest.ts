import { expect, test } from 'vitest'
import { openDatabase } from '../db/client'
import { transactions } from '../db/transaction'
import { newId } from '../kernel/ids'
import { openConsole } from '../sessions/index'
import { call, useDomain } from '../testing/domain'
import { endDueGrants, listMyGrants, relinquishGrant } from './index'

const domain = useDomain()
const HOUR = 3600

async function stored(id: string) {
  return domain.database.grant.findUniqueOrThrow({ where: { id } })
}

async function nothingIsMinted(ctx: Parameters<typeof openConsole>[0], grantId: string): Promise<void> {
  await expect(call(openConsole, ctx, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
  expect(domain.calls('AssumeRole')).toEqual([])
  expect(await domain.database.session.count()).toBe(0)
}

test('a grant ends at its end by the clock, and its row says the planned end whenever it is written (invariant 2)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await domain.moveClock(2 * HOUR - 60)
  expect(await endDueGrants(domain.system)).toBe(0)
  await domain.moveClock(3 * HOUR)
  expect(await endDueGrants(domain.system)).toBe(1)
  const { status, endReason, endedAt, endsAt } = await stored(grantId)
  expect([status, endReason, endedAt]).toEqual(['ended', 'expired', endsAt])
  expect(await domain.events('grant.expired')).toMatchObject([
    {
      actor: { kind: 'daypass' },
      about: { grantId, personId: alice.actor.personId },
      data: { endedAt: endsAt.toISOString() },
    },
  ])
  await nothingIsMinted(alice, grantId)
})

test('after its end nothing is minted and nothing listed, though nobody has written the end down yet (invariant 1)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await domain.moveClock(2 * HOUR + 1)
  await nothingIsMinted(alice, grantId)
  expect((await call(listMyGrants, alice, {})).active).toEqual([])
  await expect(call(relinquishGrant, alice, { grantId })).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
  expect(await stored(grantId)).toMatchObject({ status: 'active', endedAt: null })
})

test('ending what is due again changes nothing', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await domain.moveClock(3 * HOUR)
  await endDueGrants(domain.system)
  const before = await stored(grantId)
  expect(await endDueGrants(domain.system)).toBe(0)
  expect(await stored(grantId)).toEqual(before)
  expect(await domain.events('grant.expired')).toHaveLength(1)
})

test('several workers at once end each grant once', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantIds: string[] = []
  for (let n = 0; n < 12; n++) grantIds.push(await domain.grant(alice, [carla]))
  await domain.moveClock(3 * HOUR)
  const other = openDatabase(domain.appUrl)
  const elsewhere = { inTransaction: transactions(other) }
  const ended = await Promise.all(
    [domain.system, elsewhere, domain.system, elsewhere].map((ctx) => endDueGrants(ctx)),
  )
  await other.$disconnect()
  expect(ended.reduce((sum, count) => sum + count, 0)).toBe(12)
  expect((await domain.events('grant.expired')).map((event) => event.about.grantId).sort()).toEqual(
    grantIds.sort(),
  )
})

test('“I’m done” ends it at once: nothing is minted from then on, and one event says so', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const { endedAt } = await call(relinquishGrant, alice, { grantId })
  const grant = await stored(grantId)
  expect(grant).toMatchObject({ status: 'ended', endReason: 'relinquished', endedAt: new Date(endedAt) })
  expect(await domain.events('grant.relinquished')).toMatchObject([
    {
      actor: { handle: 'alice' },
      about: { grantId },
      occurredAt: endedAt,
      data: { plannedEnd: grant.endsAt.toISOString() },
    },
  ])
  await nothingIsMinted(alice, grantId)
})

test('only whom it was granted to ends it: who sees it is told why, others find nothing', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  for (const [handle, code] of [
    ['carla', 'ERR_FORBIDDEN'],
    ['audrey', 'ERR_FORBIDDEN'],
    ['bob', 'ERR_NOT_FOUND'],
    ['stranger', 'ERR_NOT_FOUND'],
  ] as const)
    await expect(
      call(relinquishGrant, await domain.signIn(handle), { grantId }),
      handle,
    ).rejects.toMatchObject({ code })
  await expect(call(relinquishGrant, alice, { grantId: newId() })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  expect(await stored(grantId)).toMatchObject({ status: 'active' })
  expect(await domain.events('grant.relinquished')).toEqual([])
})

test('ending it twice, also at the same moment, ends it once', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  for (let round = 1; round <= 5; round++) {
    const grantId = await domain.grant(alice, [carla])
    const answers = await Promise.allSettled([1, 2].map(() => call(relinquishGrant, alice, { grantId })))
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(call(relinquishGrant, alice, { grantId })).rejects.toMatchObject({
      code: 'ERR_GRANT_NOT_LIVE',
    })
    expect(await domain.events('grant.relinquished')).toHaveLength(round)
  }
})

test('of ending it early and its end by the clock only one is written down', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const early = await domain.grant(alice, [carla])
  const late = await domain.grant(alice, [carla])
  await call(relinquishGrant, alice, { grantId: early })
  await domain.moveClock(3 * HOUR)
  const [relinquished] = await Promise.allSettled([
    call(relinquishGrant, alice, { grantId: late }),
    endDueGrants(domain.system),
  ])
  expect(relinquished).toMatchObject({ status: 'rejected', reason: { code: 'ERR_GRANT_NOT_LIVE' } })
  // Whoever looked while the other held the row left it to the next tick.
  await endDueGrants(domain.system)
  expect(await domain.events('grant.expired')).toMatchObject([{ about: { grantId: late } }])
  expect((await stored(early)).endReason).toBe('relinquished')
  expect((await stored(late)).endReason).toBe('expired')
})

test('one’s own grants in force are listed, soonest end first, and nobody else’s', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  const long = await domain.grant(alice, [carla], { durationMinutes: 240 })
  const short = await domain.grant(alice, [carla], { durationMinutes: 15 })
  await domain.grant(bob, [carla])
  expect((await call(listMyGrants, alice, {})).active.map((grant) => grant.id)).toEqual([short, long])
  await domain.moveClock(16 * 60)
  expect((await call(listMyGrants, alice, {})).active.map((grant) => grant.id)).toEqual([long])
})
