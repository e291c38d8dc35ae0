import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, decideRequest } from './index'

const domain = useDomain()

async function nothingIsDecided(requestId: string): Promise<void> {
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    status: 'pending',
    closedAt: null,
  })
  expect(await domain.database.decision.count()).toBe(0)
  expect(await domain.database.grant.count()).toBe(0)
  expect(await domain.events('decision.made')).toEqual([])
}

test('the approval opens exactly one grant with the pinned version, scope and hash, for a window of the whole duration', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice, { durationMinutes: 90 })
  const before = Date.now()
  const result = await call(decideRequest, carla, await domain.answer(requestId, { comment: ' Fine \r\n' }))
  const after = Date.now()

  const request = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  const [grant, ...more] = await domain.database.grant.findMany()
  expect(more).toEqual([])
  expect(result).toEqual({ status: 'approved', grantId: grant?.id })
  expect(request).toMatchObject({ status: 'approved', closedAt: grant?.startsAt })
  expect(grant).toMatchObject({
    requestId,
    personId: alice.actor.personId,
    entitlementId: 'reports',
    entitlementVersionId: request.entitlementVersionId,
    accountId: '222222222222',
    scope: request.scope,
    bucket: 'finance-reports',
    envelope: request.envelope,
    envelopeHash: request.envelopeHash,
    status: 'active',
    endedAt: null,
    endReason: null,
  })
  const [startsAt, endsAt] = [grant?.startsAt.getTime() ?? 0, grant?.endsAt.getTime() ?? 0]
  expect(startsAt).toBeGreaterThanOrEqual(before - 1)
  expect(startsAt).toBeLessThanOrEqual(after + 1)
  expect(endsAt % 1000).toBe(0)
  expect(endsAt).toBe(Math.floor((startsAt + 90 * 60_000) / 1000) * 1000)
  expect(await domain.database.decision.findMany()).toMatchObject([
    { requestId, personId: carla.actor.personId, stageIndex: 0, outcome: 'approve', comment: 'Fine' },
  ])
})

test('an approval, its request and its grant are three events at one time, each with one job (invariant 7)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const { requestId, startsAt } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  const events = (await domain.events()).slice(-3)
  expect(events.map((event) => event.type)).toEqual(['decision.made', 'request.approved', 'grant.opened'])
  for (const event of events)
    expect(event).toMatchObject({
      occurredAt: startsAt.toISOString(),
      actor: { handle: 'carla' },
      about: { requestId, personId: alice.actor.personId },
    })
  expect((await domain.eventsToReactTo()).slice(-3)).toEqual(events.map((event) => event.id))
})

test('a denial closes the request with its comment and opens nothing', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  const answer = await domain.answer(requestId, { outcome: 'deny', comment: 'Ask for less.' })
  expect(await call(decideRequest, carla, answer)).toEqual({ status: 'denied', grantId: null })
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    status: 'denied',
  })
  expect(await domain.database.grant.count()).toBe(0)
  expect(await domain.events('decision.made')).toMatchObject([
    { data: { outcome: 'deny', comment: 'Ask for less.' } },
  ])
})

test.each([
  ['approve', 'deny'],
  ['deny', 'approve'],
  ['approve', 'approve'],
])(
  'after one approver chose to %s, another who wants to %s is refused clearly (invariant 6)',
  async (first, second) => {
    const [alice, carla, chris] = [
      await domain.signIn('alice'),
      await domain.signIn('carla'),
      await domain.signIn('chris'),
    ]
    const requestId = await domain.request(alice)
    const { status } = await call(decideRequest, carla, await domain.answer(requestId, { outcome: first }))
    const late = call(decideRequest, chris, await domain.answer(requestId, { outcome: second }))
    await expect(late).rejects.toMatchObject({
      code: 'ERR_ALREADY_DECIDED',
      message: `This request has been ${status} already.`,
    })
    expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
      status,
    })
    expect(await domain.database.grant.count()).toBe(status === 'approved' ? 1 : 0)
    expect(await domain.events('decision.refused')).toMatchObject([
      { actor: { handle: 'chris' }, data: { outcome: second, code: 'ERR_ALREADY_DECIDED' } },
    ])
  },
)

test('a cancelled request cannot be approved', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await call(cancelRequest, alice, { requestId })
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await domain.database.grant.count()).toBe(0)
})

test('a hash other than that of the stored envelope decides nothing, neither yes nor no (invariant 4)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const [requestId, other] = [
    await domain.request(alice),
    await domain.request(alice, { durationMinutes: 60 }),
  ]
  const { envelopeHash } = await domain.answer(other)
  for (const outcome of ['approve', 'deny']) {
    const answer = await domain.answer(requestId, { envelopeHash, outcome })
    await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  }
  await nothingIsDecided(requestId)
  expect(await domain.events('decision.refused')).toHaveLength(2)
})

test('a decision sent again answers what it answered first, and stays one', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const answer = await domain.answer(await domain.request(alice))
  const first = await call(decideRequest, carla, answer)
  expect(await call(decideRequest, carla, answer)).toEqual(first)
  expect(await call(decideRequest, carla, { ...answer, id: answer.id.toUpperCase() })).toEqual(first)
  expect(await domain.database.decision.count()).toBe(1)
  expect(await domain.database.grant.count()).toBe(1)
  expect(await domain.events('decision.refused')).toEqual([])
})

test('the id of a decision is refused with other input or from somebody else', async () => {
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const answer = await domain.answer(await domain.request(alice))
  const elsewhere = await domain.answer(await domain.request(alice), { id: answer.id })
  await call(decideRequest, carla, answer)
  const refused = { code: 'ERR_ID_TAKEN' }
  await expect(call(decideRequest, carla, { ...answer, outcome: 'deny' })).rejects.toMatchObject(refused)
  await expect(call(decideRequest, carla, { ...answer, comment: 'Now with words' })).rejects.toMatchObject(
    refused,
  )
  await expect(call(decideRequest, carla, elsewhere)).rejects.toMatchObject(refused)
  await expect(call(decideRequest, chris, answer)).rejects.toMatchObject(refused)
  expect(await domain.database.decision.count()).toBe(1)
})

test('a request that does not exist is not found, and trying is logged', async () => {
  const carla = await domain.signIn('carla')
  const requestId = newId()
  const answer = {
    id: newId(),
    requestId: requestId.toUpperCase(),
    outcome: 'approve',
    comment: null,
    envelopeHash: 'a'.repeat(64),
    policyHash: 'b'.repeat(64),
  }
  await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  expect(await domain.events('decision.refused')).toMatchObject([{ about: {}, data: { requestId } }])
})

test('malformed answers are not understood', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const answer = await domain.answer(await domain.request(alice))
  const malformed = [
    { outcome: 'approved' },
    { comment: 'a\0b' },
    { comment: 'x'.repeat(1001) },
    { envelopeHash: answer.envelopeHash.toUpperCase() },
    { requestId: '1 or 1=1' },
    { id: 'once' },
    { force: true },
  ]
  for (const changes of malformed)
    await expect(call(decideRequest, carla, { ...answer, ...changes })).rejects.toMatchObject({
      code: 'ERR_INPUT',
    })
  await nothingIsDecided(answer.requestId)
})
