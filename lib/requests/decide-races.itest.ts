import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, decideRequest } from './index'

const domain = useDomain()
const ROUNDS = 10

/** The codes of those that were refused. */
function refusals(answers: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
}

test('of two approvals at the same moment one opens the grant and the other is refused (invariant 6)', async () => {
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  for (let round = 1; round <= ROUNDS; round++) {
    const requestId = await domain.request(alice)
    const [one, other] = [await domain.answer(requestId), await domain.answer(requestId)]
    const answers = await Promise.allSettled([
      call(decideRequest, carla, one),
      call(decideRequest, chris, other),
    ])
    expect(refusals(answers)).toMatchObject([{ code: 'ERR_ALREADY_DECIDED' }])
    expect(await domain.database.decision.count({ where: { requestId } })).toBe(1)
    expect(await domain.database.grant.count()).toBe(round)
  }
  expect(await domain.events('grant.opened')).toHaveLength(ROUNDS)
  expect(await domain.events('decision.refused')).toHaveLength(ROUNDS)
})

test('of an approval and a denial at the same moment one wins and the state is of one piece (invariant 6)', async () => {
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  for (let round = 0; round < ROUNDS; round++) {
    const requestId = await domain.request(alice)
    const [yes, no] = [await domain.answer(requestId), await domain.answer(requestId, { outcome: 'deny' })]
    const both = [call(decideRequest, carla, yes), call(decideRequest, chris, no)]
    expect(refusals(await Promise.allSettled(round % 2 === 0 ? both : both.reverse()))).toMatchObject([
      { code: 'ERR_ALREADY_DECIDED' },
    ])
    const { status, grant, decisions } = await domain.database.request.findUniqueOrThrow({
      where: { id: requestId },
      include: { grant: true, decisions: true },
    })
    expect(decisions).toMatchObject([{ outcome: status === 'approved' ? 'approve' : 'deny' }])
    expect(grant === null).toBe(status === 'denied')
  }
})

test('of a cancellation and an approval at the same moment one wins (invariant 6)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  for (let round = 0; round < ROUNDS; round++) {
    const requestId = await domain.request(alice)
    const answer = await domain.answer(requestId)
    const answers = await Promise.allSettled([
      call(cancelRequest, alice, { requestId }),
      call(decideRequest, carla, answer),
    ])
    expect(refusals(answers)).toMatchObject([{ code: 'ERR_ALREADY_DECIDED' }])
    const { status, grant } = await domain.database.request.findUniqueOrThrow({
      where: { id: requestId },
      include: { grant: true },
    })
    expect([status, grant === null]).toEqual(
      answers[0].status === 'fulfilled' ? ['cancelled', true] : ['approved', false],
    )
  }
})

test('one decision sent several times at the same moment is one', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  for (let round = 1; round <= 5; round++) {
    const answer = await domain.answer(await domain.request(alice))
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => call(decideRequest, carla, answer)))
    expect(first).toMatchObject({ status: 'approved' })
    for (const other of others) expect(other).toEqual(first)
    expect(await domain.database.grant.count()).toBe(round)
  }
})

test('one id for decisions on two requests at the same moment decides one of them', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  for (let round = 1; round <= 5; round++) {
    const id = newId()
    const [one, other] = [
      await domain.answer(await domain.request(alice), { id }),
      await domain.answer(await domain.request(alice), { id }),
    ]
    const answers = await Promise.allSettled([
      call(decideRequest, carla, one),
      call(decideRequest, carla, other),
    ])
    expect(refusals(answers)).toMatchObject([{ code: 'ERR_ID_TAKEN' }])
    expect(await domain.database.grant.count()).toBe(round)
  }
})

test('two approvers of a stage that wants two, at the same moment, open one grant', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  for (let round = 1; round <= 5; round++) {
    const requestId = await domain.request(alice)
    const [one, other] = [await domain.answer(requestId), await domain.answer(requestId)]
    const answers = await Promise.all([call(decideRequest, carla, one), call(decideRequest, chris, other)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['approved', 'pending'])
    expect(await domain.database.grant.count()).toBe(round)
  }
})
