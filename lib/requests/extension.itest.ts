import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import { relinquishGrant } from '../grants/index'
import { readGrantPage } from '../history/index'
import {
  cancelRequest,
  decideRequest,
  previewExtension,
  readRequest,
  requestExtension,
  submitRequest,
} from './index'

const domain = useDomain()

const FINANCE = { name: 'Data owner', approvers: { groups: ['finance-approvers'] } }
const POLICY = {
  stages: [FINANCE],
  extension: { totalMinutes: 300 },
  rules: [
    {
      name: 'first hour',
      when: 'request.kind == "extension" && request.extensionsBefore == 0 && duration.minutes <= 60',
      autoApprove: true as const,
    },
  ],
}

async function granted(told = {}) {
  await domain.offer({ reports: { approval: 'longer' } }, { longer: POLICY })
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  return { alice, carla, grantId: await domain.grant(alice, [carla], told) }
}

function extension(grantId: string, told: Record<string, unknown> = {}) {
  return { id: newId(), grantId, durationMinutes: 90, reason: 'Not done yet', ticket: null, ...told }
}

const endOf = async (id: string) => (await domain.database.grant.findUniqueOrThrow({ where: { id } })).endsAt

test('a first one within the rule is approved at once and moves the end, and nothing else', async () => {
  const { alice, grantId } = await granted()
  const before = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  const asked = extension(grantId, { durationMinutes: 60 })
  expect(await call(previewExtension, alice, { grantId, durationMinutes: 60 })).toMatchObject({
    atOnce: 'rule',
    problems: [],
    longestMinutes: 180,
  })
  expect(await call(requestExtension, alice, asked)).toEqual({
    requestId: asked.id,
    status: 'approved',
    grantId,
  })
  const after = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  expect(after).toEqual({ ...before, endsAt: new Date(before.endsAt.getTime() + 60 * 60_000) })
  expect(await domain.events('grant.extended')).toMatchObject([
    {
      about: { grantId },
      data: { previousEnd: before.endsAt.toISOString(), endsAt: after.endsAt.toISOString() },
    },
  ])
  expect(await call(requestExtension, alice, asked)).toMatchObject({ status: 'approved' })
  expect(await endOf(grantId)).toEqual(after.endsAt)
})

test('the second is decided by the same policy, and the grant runs on meanwhile', async () => {
  const { alice, carla, grantId } = await granted()
  await call(requestExtension, alice, extension(grantId, { durationMinutes: 60 }))
  const before = await endOf(grantId)
  const { requestId, status } = await call(
    requestExtension,
    alice,
    extension(grantId, { durationMinutes: 60 }),
  )
  expect(status).toBe('pending')
  expect(await endOf(grantId)).toEqual(before)
  expect(await call(readRequest, carla, { requestId })).toMatchObject({
    kind: 'extension',
    mayDecide: true,
    extension: { grantId, endsAt: before.toISOString() },
    stages: [{ name: 'Data owner' }],
  })
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toEqual({
    status: 'approved',
    grantId,
  })
  expect((await endOf(grantId)).getTime() - before.getTime()).toBe(60 * 60_000)
  expect(await domain.database.grant.count()).toBe(1)
})

test('never beyond the policy’s total', async () => {
  const { alice, grantId } = await granted()
  await expect(
    call(requestExtension, alice, extension(grantId, { durationMinutes: 181 })),
  ).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED', fields: [{ field: 'durationMinutes' }] })
  expect(await domain.database.request.count()).toBe(1)
})

test('is not offered where the policy has none', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await expect(call(requestExtension, alice, extension(grantId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    fields: [{ field: 'kind' }],
  })
  expect(await call(readGrantPage, alice, { grantId })).toMatchObject({
    mayExtend: false,
    whyNotExtend: expect.stringContaining('cannot be extended') as string,
  })
})

test('a grant that is over by the clock is not extended, whether it is asked for or approved then', async () => {
  const { alice, carla, grantId } = await granted({ durationMinutes: 60 })
  const { requestId } = await call(requestExtension, alice, extension(grantId, { durationMinutes: 120 }))
  const answer = await domain.answer(requestId)
  await domain.moveClock(3600)
  await expect(call(decideRequest, carla, answer)).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  await expect(call(requestExtension, alice, extension(grantId))).rejects.toMatchObject({
    code: 'ERR_GRANT_NOT_LIVE',
  })
  expect(await domain.events('grant.extended')).toEqual([])
})

test('an extension in the last second counts, and its end is on the whole second', async () => {
  const { alice, grantId } = await granted({ durationMinutes: 60 })
  const before = await endOf(grantId)
  await domain.moveClock(3595)
  await call(requestExtension, alice, extension(grantId, { durationMinutes: 60 }))
  expect(await endOf(grantId)).toEqual(new Date(before.getTime() + 3_600_000))
})

test('one waits at a time, and a cancelled one makes room', async () => {
  const { alice, grantId } = await granted()
  const { requestId } = await call(requestExtension, alice, extension(grantId))
  await expect(call(requestExtension, alice, extension(grantId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  expect(await call(readGrantPage, alice, { grantId })).toMatchObject({ pendingExtensionId: requestId })
  await call(cancelRequest, alice, { requestId })
  expect(await call(requestExtension, alice, extension(grantId))).toMatchObject({ status: 'pending' })
})

test('asked for twice at the same moment it is applied once', async () => {
  const { alice, grantId } = await granted()
  const before = await endOf(grantId)
  const answers = await Promise.allSettled([
    call(requestExtension, alice, extension(grantId, { durationMinutes: 60 })),
    call(requestExtension, alice, extension(grantId, { durationMinutes: 60 })),
  ])
  const moved = ((await endOf(grantId)).getTime() - before.getTime()) / 60_000
  const approved = answers.filter((one) => one.status === 'fulfilled' && one.value.status === 'approved')
  expect(approved).toHaveLength(1)
  expect(moved).toBe(60)
})

test('an approval of an extension and the end of its grant at the same moment: an ended grant stays ended', async () => {
  const { alice, carla, grantId } = await granted()
  const { requestId } = await call(requestExtension, alice, extension(grantId))
  const answer = await domain.answer(requestId)
  await Promise.allSettled([call(decideRequest, carla, answer), call(relinquishGrant, alice, { grantId })])
  const grant = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  expect(grant.status).toBe('ended')
  const extended = await domain.events('grant.extended')
  const request = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  expect(extended.length).toBe(request.status === 'approved' ? 1 : 0)
})

test('somebody else’s grant is not extended', async () => {
  const { carla, grantId } = await granted()
  const bob: Context = await domain.signIn('bob')
  for (const [who, code] of [
    [bob, 'ERR_NOT_FOUND'],
    [carla, 'ERR_FORBIDDEN'],
  ] as const)
    await expect(call(requestExtension, who, extension(grantId))).rejects.toMatchObject({ code })
})

test('an entitlement that was tightened since does not extend beyond its new limits', async () => {
  const { alice, grantId } = await granted()
  await domain.offer(
    { reports: { approval: 'longer' } },
    { longer: { ...POLICY, extension: { totalMinutes: 150 } } },
  )
  await expect(
    call(requestExtension, alice, extension(grantId, { durationMinutes: 60 })),
  ).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED' })
  expect(await call(requestExtension, alice, extension(grantId, { durationMinutes: 30 }))).toMatchObject({
    status: 'approved',
  })
})

test('an extension is made shorter, never smaller: its grant stays as it was approved (invariant 4)', async () => {
  const { alice, carla, grantId } = await granted()
  const { requestId } = await call(requestExtension, alice, extension(grantId))
  const scope = { kind: 's3', bucket: 'finance-reports', prefix: '2026/q3/', level: 'list', delete: false }
  const page = await call(readRequest, carla, { requestId })
  expect(page.narrowChoices).toMatchObject({ levels: [], prefix: null, start: null, longestMinutes: 90 })
  await expect(
    call(decideRequest, carla, await domain.answer(requestId, { narrowing: { scope } })),
  ).rejects.toMatchObject({ code: 'ERR_NOT_NARROWER' })
  const before = await endOf(grantId)
  const shorter = await domain.answer(requestId, { narrowing: { durationMinutes: 30 } })
  await call(decideRequest, carla, shorter)
  expect((await endOf(grantId)).getTime() - before.getTime()).toBe(30 * 60_000)
})

test('break-glass access is not made longer', async () => {
  const breakGlass = {
    longestMinutes: 60,
    tell: { groups: ['finance-approvers'] },
    review: { by: { groups: ['finance-approvers'] }, withinMinutes: 60 },
  }
  await domain.offer({ reports: { approval: 'longer' } }, { longer: { ...POLICY, breakGlass } })
  const [alice] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const form = await domain.form({ kind: 'break-glass', incident: 'INC-1', durationMinutes: 60 })
  const { grantId } = await call(submitRequest, alice, form)
  await expect(
    call(requestExtension, alice, extension(grantId ?? '', { durationMinutes: 30 })),
  ).rejects.toMatchObject({ code: 'ERR_REQUEST_REFUSED', fields: [{ field: 'kind' }] })
})

test('who may not have it any more extends nothing, also where a rule would approve (invariant 10)', async () => {
  const { grantId } = await granted()
  const before = await endOf(grantId)
  const gardener = await domain.signIn('alice', { groups: ['engineers-no-more'] })
  await expect(
    call(requestExtension, gardener, extension(grantId, { durationMinutes: 30 })),
  ).rejects.toMatchObject({ code: 'ERR_NOT_ELIGIBLE' })
  expect(await endOf(grantId)).toEqual(before)
})
