import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { decideRequest } from './index'

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

test.each(['approve', 'deny'])(
  'nobody may %s their own request through a group that decides (invariant 5)',
  async (outcome) => {
    const alice = await domain.signIn('alice', { groups: ['engineers', 'finance-approvers'] })
    await domain.signIn('carla')
    const requestId = await domain.request(alice)
    await expect(
      call(decideRequest, alice, await domain.answer(requestId, { outcome })),
    ).rejects.toMatchObject({
      code: 'ERR_SELF_APPROVAL',
    })
    await nothingIsDecided(requestId)
    expect(await domain.events('decision.refused')).toMatchObject([
      { actor: { handle: 'alice' }, about: { requestId }, data: { outcome, code: 'ERR_SELF_APPROVAL' } },
    ])
  },
)

test.each(['alice@example.com', 'ALICE@Example.COM'])(
  'nobody approves for themselves by a second account with the same address, %s (invariant 5)',
  async (email) => {
    const alice = await domain.signIn('alice')
    const second = await domain.signIn('alice-admin', { groups: ['finance-approvers'], email })
    await domain.signIn('carla')
    const requestId = await domain.request(alice)
    await expect(call(decideRequest, second, await domain.answer(requestId))).rejects.toMatchObject({
      code: 'ERR_SELF_APPROVAL',
    })
    await nothingIsDecided(requestId)
    expect(await domain.events('decision.refused')).toMatchObject([{ data: { code: 'ERR_SELF_APPROVAL' } }])
  },
)

test('an address that the requester took on after asking counts too (invariant 5)', async () => {
  const alice = await domain.signIn('alice', { email: 'a.one@example.com' })
  const second = await domain.signIn('alice-admin', {
    groups: ['finance-approvers'],
    email: 'a.two@example.com',
  })
  const requestId = await domain.request(alice)
  await domain.signIn('alice', { email: 'a.two@example.com' })
  await expect(call(decideRequest, second, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_SELF_APPROVAL',
  })
})

test.each([
  ['who the policy does not name and who sees nothing', 'stranger', 'ERR_NOT_FOUND'],
  ['who approves elsewhere', 'dmitri', 'ERR_NOT_FOUND'],
  ['another requester', 'bob', 'ERR_NOT_FOUND'],
  ['an auditor, who sees it', 'audrey', 'ERR_NOT_APPROVER'],
])('a person who is no approver decides nothing, and the attempt is logged: %s', async (_, handle, code) => {
  const [alice, other] = [await domain.signIn('alice'), await domain.signIn(handle)]
  const requestId = await domain.request(alice)
  for (const outcome of ['approve', 'deny'])
    await expect(
      call(decideRequest, other, await domain.answer(requestId, { outcome })),
    ).rejects.toMatchObject({ code })
  await nothingIsDecided(requestId)
  // Who does not see a request cannot write into its story either.
  const about = code === 'ERR_NOT_FOUND' ? {} : { requestId }
  const refused = await domain.events('decision.refused')
  expect(refused.map((event) => event.about)).toEqual([about, about])
  expect(refused).toMatchObject([
    { actor: { handle }, data: { requestId, outcome: 'approve', code } },
    { actor: { handle }, data: { requestId, outcome: 'deny', code } },
  ])
})

test('an approver who lost the group since, cannot decide any more (invariant 10)', async () => {
  const alice = await domain.signIn('alice')
  await domain.signIn('carla')
  const requestId = await domain.request(alice)
  const carlaNow = await domain.signIn('carla', { groups: ['platform-approvers'] })
  await expect(call(decideRequest, carlaNow, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  await nothingIsDecided(requestId)
})
