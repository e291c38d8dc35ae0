import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import {
  cancelRequest,
  commentOnRequest,
  decideRequest,
  escalateRequests,
  lapseDueRequests,
  listToDecide,
  readRequest,
  remindOfRequests,
} from './index'
import { newId } from '../kernel/ids'

const domain = useDomain()

const POLICY = {
  stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
  pending: {
    limitMinutes: 120,
    remindAfterMinutes: 30,
    escalate: { afterMinutes: 60, to: { groups: ['platform-approvers'] } },
  },
}

async function pending() {
  await domain.offer({ reports: { approval: 'limited' } }, { limited: POLICY })
  const people = {
    alice: await domain.signIn('alice'),
    carla: await domain.signIn('carla'),
    dmitri: await domain.signIn('dmitri'),
  }
  return { ...people, requestId: await domain.request(people.alice) }
}

const tick = async () => [
  await lapseDueRequests(domain.system),
  await remindOfRequests(domain.system),
  await escalateRequests(domain.system),
]

test('a reminder, then others may decide too, then it lapses: each once, each when the policy says', async () => {
  const { dmitri, requestId } = await pending()
  expect(await tick()).toEqual([0, 0, 0])
  await domain.moveClock(30 * 60 + 1)
  expect(await tick()).toEqual([0, 1, 0])
  expect(await tick()).toEqual([0, 0, 0])
  expect((await call(listToDecide, dmitri, {})).items).toEqual([])
  await domain.moveClock(60 * 60 + 1)
  expect(await tick()).toEqual([0, 0, 1])
  const escalatedTo = await domain.signIn('dmitri')
  expect((await call(listToDecide, escalatedTo, {})).items).toMatchObject([
    { id: requestId, escalated: true },
  ])
  await domain.moveClock(120 * 60 + 1)
  expect(await tick()).toEqual([1, 0, 0])
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    status: 'lapsed',
  })
  expect(
    (await domain.events()).map(({ type }) => type).filter((type) => type.startsWith('request.')),
  ).toEqual(['request.submitted', 'request.reminded', 'request.escalated', 'request.lapsed'])
})

test('who it was escalated to decides at the open stage, for which it counts', async () => {
  const { requestId } = await pending()
  await domain.moveClock(61 * 60)
  await tick()
  const dmitri = await domain.signIn('dmitri')
  expect(await call(readRequest, dmitri, { requestId })).toMatchObject({
    mayDecide: true,
    stages: [{ escalatedTo: 'platform-approvers' }],
  })
  expect(await call(decideRequest, dmitri, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('before it is escalated it does not exist for them', async () => {
  const { dmitri, requestId } = await pending()
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('from the limit on it is lapsed by the clock, whatever the row still says (invariant 13)', async () => {
  const { alice, carla, requestId } = await pending()
  const answer = await domain.answer(requestId)
  await domain.moveClock(120 * 60)
  for (const attempt of [
    () => call(decideRequest, carla, answer),
    () => call(decideRequest, carla, { ...answer, id: newId(), outcome: 'deny' }),
    () => call(cancelRequest, alice, { requestId }),
    () => call(commentOnRequest, alice, { id: newId(), requestId, body: 'Please' }),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: 'ERR_ALREADY_DECIDED',
      message: 'This request has lapsed: nobody decided in time.',
    })
  expect(await call(readRequest, carla, { requestId })).toMatchObject({ status: 'lapsed', mayDecide: false })
  expect((await call(listToDecide, await domain.signIn('carla'), {})).items).toEqual([])
  expect(await domain.database.grant.count()).toBe(0)
})

test('the grant’s clock starts at the approval, however long the request waited: 2 h stay 2 h', async () => {
  const { carla, requestId } = await pending()
  await domain.moveClock(119 * 60)
  const { grantId } = await call(decideRequest, carla, await domain.answer(requestId))
  const { startsAt, endsAt } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId ?? '' } })
  expect(Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)).toBe(120)
})

test('a lapse and an approval at the same moment: one of them wins (invariant 6)', async () => {
  const { alice, carla } = await pending()
  for (let round = 0; round < 5; round++) {
    const requestId = await domain.request(alice)
    const answer = await domain.answer(requestId)
    // As if the limit had come while the approver clicked.
    await domain.asOwner(`update requests set lapses_at = daypass_now() + interval '50 ms' where id = $1`, [
      requestId,
    ])
    const [decided] = await Promise.allSettled([
      call(decideRequest, carla, answer),
      lapseDueRequests(domain.system),
    ])
    await lapseDueRequests(domain.system)
    const grants = await domain.database.grant.count({ where: { requestId } })
    expect(grants).toBe(decided.status === 'fulfilled' ? 1 : 0)
    const closed = (await domain.events()).filter(
      ({ type, about }) =>
        about.requestId === requestId && ['request.approved', 'request.lapsed'].includes(type),
    )
    expect(closed.length).toBeLessThanOrEqual(1)
  }
})
