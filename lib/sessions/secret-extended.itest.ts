import { GetObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { decideRequest, requestExtension } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { failure } from '@/sandbox/testing'

const domain = useDomain()
const { hold, reader, read } = secretOf(domain)

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

const HALF_AN_HOUR = 30 * 60_000

/** A grant of half an hour that fills a secret and may be made longer by an approver. */
async function granted() {
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  await domain.offer(
    { reports: { approval: 'longer' } },
    { longer: { stages, extension: { totalMinutes: 240 } } },
  )
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  const grantId = await domain.grant(alice, [carla], { deliveries: ['secret'], durationMinutes: 30 })
  await domain.work()
  const longer = { id: newId(), grantId, durationMinutes: 30, reason: 'Not done yet', ticket: null }
  return { alice, bob, carla, grantId, longer }
}

const endOf = async (id: string) => (await domain.database.grant.findUniqueOrThrow({ where: { id } })).endsAt

test('a secret is filled anew as soon as its grant is made longer, and lasts to the new end', async () => {
  const { alice, carla, grantId, longer } = await granted()
  const [before, end] = [await read(await reader()), await endOf(grantId)]
  await call(requestExtension, alice, longer)
  await domain.work()
  expect(await read(await reader()), 'while nobody has decided').toEqual(before)
  await call(decideRequest, carla, await domain.answer(longer.id))
  expect(await read(await reader()), 'what stands there goes on').toEqual(before)
  await domain.work()

  const newEnd = new Date(end.getTime() + HALF_AN_HOUR)
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', endsAt: newEnd })
  const after = await read(await reader())
  const s3 = domain.cloud.s3({
    accessKeyId: after['AccessKeyId'] ?? '',
    secretAccessKey: after['SecretAccessKey'] ?? '',
    sessionToken: after['SessionToken'] ?? '',
  })
  const object = () => s3.send(new GetObjectCommand({ Bucket: 'finance-reports', Key: '2026/q1.csv' }))
  await domain.moveClock(45 * 60)
  expect(await (await object()).Body?.transformToString(), 'after the old end').toBe('q1')
  await domain.moveClock(60 * 60)
  expect(await failure(object()), 'from the new end on (invariant 2)').toMatch(/AccessDenied|ExpiredToken/)
})

test('a grant whose secret is somebody else’s from its end on is not made longer, and keeps what it has', async () => {
  const { alice, bob, carla, grantId, longer } = await granted()
  const end = await endOf(grantId)
  await domain.grant(bob, [carla], { deliveries: ['secret'], startsAt: end.toISOString() })
  await call(requestExtension, alice, longer)
  await expect(call(decideRequest, carla, await domain.answer(longer.id))).rejects.toMatchObject({
    code: 'ERR_SECRET_HELD',
  })
  expect(await endOf(grantId)).toEqual(end)
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', endsAt: end })
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: longer.id } })).toMatchObject({
    status: 'pending',
  })
  expect(await domain.database.decision.count({ where: { requestId: longer.id } })).toBe(0)
})
