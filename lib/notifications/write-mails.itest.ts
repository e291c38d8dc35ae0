import { beforeEach, describe, expect, test } from 'vitest'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { relinquishGrant, endDueGrants } from '../grants/index'
import { cancelRequest, decideRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailContext, mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { react } from './react'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>

beforeEach(() => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
})

const HOUR = 3600
const told = () => provider.taken.map(({ to, subject }) => `${to}: ${subject}`)

describe('those who can decide', () => {
  test('get one mail at the submission; the requester and everybody else get none', async () => {
    await domain.signIn('carla')
    await domain.signIn('dmitri')
    const requestId = await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(told()).toEqual([
      'carla@example.com: Alice asks for access: Finance reports, s3://finance-reports/2026/, 2 h',
    ])
    expect(provider.taken[0]).toMatchObject({
      from: 'Daypass <daypass@example.com>',
      references: `<${requestId}@127.0.0.1>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  })

  test('get it also when the catalogue lists them and they have never signed in', async () => {
    await domain.asOwner(
      `insert into listed_members (group_name, handle, email) values ('finance-approvers', 'fay', 'fay@example.com')`,
    )
    await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(provider.taken.map(({ to }) => to)).toEqual(['fay@example.com'])
  })

  test('never get one for their own request, nor by a second account with the same address (invariant 5)', async () => {
    const alice = await domain.signIn('alice', { groups: ['engineers', 'finance-approvers'] })
    await domain.signIn('alice-2', { groups: ['finance-approvers'], email: 'ALICE@example.com' })
    await domain.signIn('carla')
    await domain.request(alice)
    await worker.work()
    expect(provider.taken.map(({ to }) => to)).toEqual(['carla@example.com'])
  })

  test('get one mail where two accounts of theirs have the same address', async () => {
    await domain.signIn('carla')
    await domain.signIn('carla-2', { groups: ['finance-approvers'], email: 'CARLA@example.com' })
    await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(provider.taken).toHaveLength(1)
  })

  test('of the next stage get theirs when the stage before is met, once, and those before get none again', async () => {
    const [carla] = [await domain.signIn('carla'), await domain.signIn('dmitri')]
    const requestId = await domain.request(await domain.signIn('alice'), { entitlementId: 'payroll' })
    await worker.work()
    await call(decideRequest, carla, await domain.answer(requestId))
    await worker.work()
    expect(provider.taken.map(({ to }) => to)).toEqual(['carla@example.com', 'dmitri@example.com'])
  })

  test('of a stage that needs two are not asked again when one of them has approved', async () => {
    await domain.offer({ reports: { approval: 'two-of-finance' } })
    const [carla] = [await domain.signIn('carla'), await domain.signIn('chris')]
    const requestId = await domain.request(await domain.signIn('alice'))
    await worker.work()
    await call(decideRequest, carla, await domain.answer(requestId))
    await worker.work()
    expect(provider.taken.map(({ to }) => to)).toEqual(['carla@example.com', 'chris@example.com'])
  })

  test('are not asked for what was decided or cancelled before the mail left', async () => {
    await domain.signIn('carla')
    const alice = await domain.signIn('alice')
    const requestId = await domain.request(alice)
    await worker.reactToAll()
    await call(cancelRequest, alice, { requestId })
    await worker.work()
    expect(told()).toEqual([])
    expect((await worker.mails()).map(({ state }) => state)).toEqual(['superseded'])
  })
})

describe('the requester', () => {
  test('is told of the approval with who said what, and of a denial', async () => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const one = await domain.request(alice)
    await call(decideRequest, carla, await domain.answer(one, { comment: 'Go ahead.' }))
    const other = await domain.request(alice)
    await call(decideRequest, carla, await domain.answer(other, { outcome: 'deny' }))
    await worker.work()
    expect(told()).toEqual([
      'alice@example.com: Approved: Finance reports, s3://finance-reports/2026/',
      'alice@example.com: Denied: Finance reports, s3://finance-reports/2026/',
    ])
    expect(provider.taken[0]?.text).toMatch(
      /Carla approved at stage “Data owner”\.\nYour access runs now and ends at/,
    )
    expect(provider.taken[1]?.text).toMatch(/Nothing was granted/)
  })

  test('is reminded a quarter of an hour before the end, not sooner, and told of the end', async () => {
    await grant()
    await domain.moveClock(1.75 * HOUR - 60)
    await worker.work()
    expect(subjects()).toEqual(['Approved'])
    await domain.moveClock(1.75 * HOUR)
    await worker.work()
    expect(subjects()).toEqual(['Approved', 'Ends at'])
    await domain.moveClock(2 * HOUR)
    await endDueGrants(domain.system)
    await worker.work()
    expect(subjects()).toEqual(['Approved', 'Ends at', 'Ended'])
  })

  test('is not reminded of an end that has come early, and is told that it has', async () => {
    const { alice, grantId } = await grant()
    await worker.work()
    await domain.moveClock(HOUR)
    await call(relinquishGrant, alice, { grantId })
    await domain.moveClock(1.8 * HOUR)
    await worker.work()
    expect(subjects()).toEqual(['Approved', 'Ended'])
    expect(provider.taken[1]?.text).toContain('you ended it at')
    expect((await worker.mails()).map(({ kind, state }) => `${kind} ${state}`)).toContain('ending superseded')
  })

  test('is not reminded of the end of a grant that is shorter than half an hour', async () => {
    await grant({ durationMinutes: 20 })
    await worker.work()
    await domain.moveClock(10 * 60)
    await worker.work()
    expect(subjects()).toEqual(['Approved'])
  })

  test('is told that the secret is ready, and owners and requester that a delivery failed', async () => {
    const { grantId } = await grant()
    const worksUntil = new Date(Date.now() + HOUR * 1000).toISOString()
    const arn = 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:Reports-a1b2c3'
    const readerRoleArn = 'arn:aws:iam::222222222222:role/daypass/Reader'
    await log('secret.delivered', grantId, { name: 'Reports', arn, readerRoleArn, worksUntil })
    await log('secret.failed', grantId, { name: 'Reports', code: 'ERR_INTERNAL', sentence: 'It is foreign.' })
    await worker.work()
    expect(told().slice(1).sort()).toEqual([
      'alice@example.com: Delivery failed: Finance reports for Alice',
      'alice@example.com: Ready: Finance reports, secret Reports',
      'carla@example.com: Delivery failed: Finance reports for Alice',
    ])
    expect(provider.taken.at(-1)?.text).toContain('It is foreign.')
  })
})

test('an event is mail once for each address, however often it is reacted to (invariant 7)', async () => {
  await domain.signIn('carla')
  await domain.request(await domain.signIn('alice'))
  const events = await domain.eventsToReactTo()
  const reactToAll = () =>
    Promise.all(events.map((eventId) => react(mailContext(domain), { eventId }, { sendsMail: true })))
  await Promise.all([reactToAll(), reactToAll()])
  await reactToAll()
  await worker.work()
  await worker.work()
  expect(provider.taken).toHaveLength(1)
  expect(await worker.mails()).toHaveLength(1)
})

test('where no mail is sent, none is written', async () => {
  await domain.signIn('carla')
  await domain.request(await domain.signIn('alice'))
  for (const eventId of await domain.eventsToReactTo())
    await react(mailContext(domain), { eventId }, { sendsMail: false })
  expect(await worker.mails()).toEqual([])
})

async function grant(form: Parameters<typeof domain.grant>[2] = {}) {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], form)
  return { alice, grantId }
}

function subjects(): string[] {
  return provider.taken.map(({ subject }) => subject.split(/:| 2\d| \d /)[0] ?? '')
}

async function log(type: string, grantId: string, data: Record<string, string>): Promise<void> {
  const { requestId, personId } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  await domain.system.inTransaction(async (tx) => {
    const actor = { kind: 'daypass' } as const
    await append(tx, {
      type,
      at: await databaseNow(tx),
      actor,
      about: { grantId, requestId, personId },
      data,
    })
  })
}
