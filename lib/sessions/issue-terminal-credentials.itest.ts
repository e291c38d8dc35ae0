import { GetObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, expect, test } from 'vitest'
import { failure } from '@/sandbox/testing'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { issueTerminalCredentials, openConsole } from './index'

const domain = useDomain()

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice(told: Record<string, unknown> = { deliveries: ['terminal'] }) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  return { alice, carla, grantId: await domain.grant(alice, [carla], told) }
}

const object = new GetObjectCommand({ Bucket: 'finance-reports', Key: '2026/q1.csv' })

test('a terminal gets credentials once, and they are refused from the second of the grant’s end (invariant 2)', async () => {
  const { alice, grantId } = await grantOfAlice({ deliveries: ['terminal'], durationMinutes: 15 })
  const sessionId = newId()
  const answer = await call(issueTerminalCredentials, alice, { grantId, sessionId })
  const { expiresAt } = await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })
  const { endsAt } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  expect(answer.region).toBe('eu-central-1')
  expect(answer.worksUntil).toBe((expiresAt < endsAt ? expiresAt : endsAt).toISOString())
  const s3 = domain.cloud.s3(answer.credentials.reveal())
  expect(await (await s3.send(object)).Body?.transformToString()).toBe('q1')
  await expect(call(issueTerminalCredentials, alice, { grantId, sessionId })).rejects.toMatchObject({
    code: 'ERR_ALREADY_ISSUED',
  })
  expect(domain.calls('AssumeRole')).toHaveLength(1)
  await domain.moveClock(15 * 60)
  expect(await failure(s3.send(object))).toMatch(/AccessDenied|ExpiredToken/)
})

test('that they were shown is committed before they leave the process', async () => {
  const { alice, grantId } = await grantOfAlice()
  await call(issueTerminalCredentials, alice, { grantId, sessionId: newId() })
  expect(await domain.events('session.handed-over')).toMatchObject([
    { about: { grantId }, data: { delivery: 'terminal' } },
  ])
  expect(await domain.database.session.findFirstOrThrow()).toMatchObject({
    delivery: 'terminal',
    handedOverAt: expect.any(Date) as Date,
  })
})

test('a delivery that was not approved is refused before AWS is asked, and the refusal is logged (invariant 4)', async () => {
  const { alice, grantId } = await grantOfAlice({ deliveries: ['console'] })
  const refused = { code: 'ERR_DELIVERY_NOT_APPROVED' }
  const click = { grantId, sessionId: newId() }
  await expect(call(issueTerminalCredentials, alice, click)).rejects.toMatchObject(refused)
  const other = await grantOfAlice({ deliveries: ['terminal'] })
  const console = { grantId: other.grantId, sessionId: newId() }
  await expect(call(openConsole, other.alice, console)).rejects.toMatchObject(refused)
  expect(await domain.database.session.count()).toBe(0)
  expect(domain.calls('AssumeRole')).toEqual([])
  expect(await domain.events('session.refused')).toMatchObject([
    { data: { ...refused, delivery: 'terminal' } },
    { data: { ...refused, delivery: 'console' } },
  ])
})

test('a delivery that is not offered any more is not minted for, and the others still are', async () => {
  const { alice, grantId } = await grantOfAlice({ deliveries: ['console', 'terminal'] })
  await domain.offer({ reports: { deliveries: { console: true } } })
  const click = () => ({ grantId, sessionId: newId() })
  await expect(call(issueTerminalCredentials, alice, click())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  expect(await call(openConsole, alice, click())).toHaveProperty('signInUrl')
})

test('nobody but the person it was granted to gets them', async () => {
  const { carla, grantId } = await grantOfAlice()
  const bob = await domain.signIn('bob')
  const click = () => ({ grantId, sessionId: newId() })
  await expect(call(issueTerminalCredentials, bob, click())).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(call(issueTerminalCredentials, carla, click())).rejects.toMatchObject({
    code: 'ERR_FORBIDDEN',
  })
  expect(domain.calls('AssumeRole')).toEqual([])
})

test('the answer shows nothing when it is printed or logged', async () => {
  const { alice, grantId } = await grantOfAlice()
  const answer = await call(issueTerminalCredentials, alice, { grantId, sessionId: newId() })
  const { secretAccessKey, sessionToken } = answer.credentials.reveal()
  for (const text of [JSON.stringify(answer), String(answer.credentials)])
    for (const secret of [secretAccessKey, sessionToken]) expect(text).not.toContain(secret)
})
