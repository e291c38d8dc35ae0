import { expect, test } from 'vitest'
import type { Context } from '../identity/index'
import { delegate, endDelegation, suspendPerson } from '../identity/index'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { decideRequest, listToDecide, readRequest } from './index'

const domain = useDomain()

async function standIn(from: Context, to: string, hours = 24): Promise<string> {
  const id = newId()
  const startsAt = new Date(Date.now() - 1000).toISOString()
  const endsAt = new Date(Date.now() + hours * 3_600_000).toISOString()
  await call(delegate, from, { id, to, startsAt, endsAt, comment: 'Holidays' })
  return id
}

async function people() {
  return {
    alice: await domain.signIn('alice'),
    bob: await domain.signIn('bob'),
    carla: await domain.signIn('carla'),
  }
}

test('a stand-in decides in an approver’s place, and every decision says so', async () => {
  const { alice, bob, carla } = await people()
  await standIn(carla, 'bob')
  const requestId = await domain.request(alice)
  expect((await call(listToDecide, bob, {})).items).toMatchObject([
    { id: requestId, decidesFor: { handle: 'carla' } },
  ])
  expect(await call(readRequest, bob, { requestId })).toMatchObject({
    mayDecide: true,
    decidesFor: { handle: 'carla' },
    stages: [{ standIns: ['Bob for Carla'] }],
  })
  expect(await call(decideRequest, bob, await domain.answer(requestId))).toMatchObject({ status: 'approved' })
  expect(await domain.database.decision.findFirstOrThrow()).toMatchObject({
    personId: bob.actor.personId,
    onBehalfOfId: carla.actor.personId,
  })
  expect(await domain.events('decision.made')).toMatchObject([
    { actor: { handle: 'bob' }, data: { onBehalfOf: { handle: 'carla' } } },
  ])
})

test('never on the requester’s own request: not as the stand-in, not for the requester (invariant 5)', async () => {
  const { alice, carla } = await people()
  await domain.signIn('chris')
  await standIn(carla, 'alice')
  const own = await domain.request(alice)
  await expect(call(decideRequest, alice, await domain.answer(own))).rejects.toMatchObject({
    code: 'ERR_SELF_APPROVAL',
  })
  const approver = await domain.signIn('carla', { groups: ['engineers', 'finance-approvers'] })
  await standIn(approver, 'bob')
  const bob = await domain.signIn('bob')
  const carlas = await domain.request(approver)
  await expect(call(decideRequest, bob, await domain.answer(carlas))).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  expect(await domain.database.grant.count()).toBe(0)
})

test('one person counts once: neither the stand-in nor whom they stood in for decides again (invariant 5)', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const { alice, bob, carla } = await people()
  await standIn(carla, 'bob')
  const requestId = await domain.request(alice)
  await call(decideRequest, bob, await domain.answer(requestId))
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  await expect(call(decideRequest, bob, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  const chris = await domain.signIn('chris')
  expect(await call(decideRequest, chris, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
})

test('is not handed on: a stand-in’s stand-in sees nothing (no chains)', async () => {
  const { alice, bob, carla } = await people()
  const dmitri = await domain.signIn('dmitri')
  await standIn(carla, 'bob')
  await standIn(bob, 'dmitri')
  const requestId = await domain.request(alice)
  expect((await call(listToDecide, dmitri, {})).items).toEqual([])
  await expect(call(decideRequest, dmitri, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('counts only while it runs: not before, not after, not once it was ended', async () => {
  const { alice, carla } = await people()
  const id = await standIn(carla, 'bob', 2)
  const requestId = await domain.request(alice)
  const answer = await domain.answer(requestId)
  await domain.moveClock(2 * 3600)
  const later = await domain.signIn('bob')
  await expect(call(decideRequest, later, answer)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await domain.moveClock(0)
  await call(endDelegation, carla, { delegationId: id })
  const bob = await domain.signIn('bob')
  await expect(call(decideRequest, bob, answer)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
})

test('what a stand-in approved counts no more once the approver lost the group, and never for a suspended one', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const { alice, bob, carla } = await people()
  await standIn(carla, 'bob')
  const requestId = await domain.request(alice)
  await call(decideRequest, bob, await domain.answer(requestId))
  const why = async () => (await call(readRequest, alice, { requestId })).decisions[0]?.whyNotCounted
  expect(await why()).toBeNull()
  await domain.signIn('carla', { groups: ['gardeners'] })
  expect(await why()).toBe('Carla is not an approver of this stage any more.')
  await domain.signIn('carla')
  expect(await why()).toBeNull()
  const admin = await domain.signIn('ada', { groups: ['administrators'] })
  await call(suspendPerson, admin, { personId: carla.actor.personId, reason: 'Left' })
  expect(await why()).toBe('Carla is suspended from Daypass.')
  const chris = await domain.signIn('chris')
  expect(await call(decideRequest, chris, await domain.answer(requestId))).toMatchObject({
    status: 'pending',
  })
})
