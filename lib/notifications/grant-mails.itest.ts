import { beforeEach, expect, test } from 'vitest'
import { relinquishGrant, revokeGrant, startDueGrants } from '../grants/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import { decideRequest, requestExtension } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context
let carla: Context

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  alice = await domain.signIn('alice')
  carla = await domain.signIn('carla')
})

const HOUR = 3600

/** What was sent since somebody looked last, shortly: "Approved", "Ends at". */
async function news(): Promise<string[]> {
  const before = provider.taken.length
  await worker.work()
  return provider.taken.slice(before).map(({ subject }) => subject.split(/:| \d/)[0] ?? '')
}

const lastText = () => provider.taken.at(-1)?.text ?? ''

async function scheduled(): Promise<string> {
  const startsAt = new Date(Date.now() + 24 * HOUR * 1000).toISOString()
  const grantId = await domain.grant(alice, [carla], { startsAt })
  expect(await news()).toEqual(['Approved'])
  expect(lastText()).toMatch(/Your access opens at .* UTC and ends at .* UTC\./)
  await domain.moveClock(24 * HOUR + 1)
  return grantId
}

test('a scheduled grant is announced, told at its start, and reminded of before its end', async () => {
  await scheduled()
  await startDueGrants(domain.system)
  expect(await news()).toEqual(['Started'])
  expect(lastText()).toContain('Your access is open')
  await domain.moveClock((24 + 1.76) * HOUR)
  expect(await news()).toEqual(['Ends at'])
})

test('where nothing is issued at the start, the mail says so and why', async () => {
  await scheduled()
  await domain.offer({ reports: null })
  await startDueGrants(domain.system)
  expect(await news()).toEqual(['Started, but nothing is issued'])
  expect(lastText()).toContain('Why: The entitlement has been withdrawn.')
  expect((await worker.mails()).at(-1)?.kind).toBe('undelivered')
})

test('the reminder comes before the end as it is after an extension, and once', async () => {
  const longer = {
    stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
    extension: { totalMinutes: 300 },
  }
  await domain.offer({ reports: { approval: 'longer' } }, { longer })
  const grantId = await domain.grant(alice, [carla])
  await news()
  const wish = { id: newId(), grantId, durationMinutes: 120, reason: 'Not done yet', ticket: null }
  const { requestId } = await call(requestExtension, alice, wish)
  await call(decideRequest, carla, await domain.answer(requestId))
  expect(await news()).toEqual(['Approved'])
  expect(lastText()).toContain('keeps its old end')
  await domain.moveClock(1.8 * HOUR)
  expect(await news()).toEqual([])
  await domain.moveClock(3.76 * HOUR)
  expect(await news()).toEqual(['Ends at'])
  expect(lastText()).toContain('ask for an extension')
  await domain.moveClock(3.9 * HOUR)
  expect(await news()).toEqual([])
})

test('an extension is not reminded of when it was ended early', async () => {
  const rules = [{ name: 'any', when: 'true', autoApprove: true as const }]
  await domain.offer({ reports: { approval: 'any' } }, { any: { rules, extension: { totalMinutes: 300 } } })
  const requestId = await domain.request(alice)
  const { id: grantId } = await domain.database.grant.findUniqueOrThrow({ where: { requestId } })
  const wish = { id: newId(), grantId, durationMinutes: 120, reason: 'Not done yet', ticket: null }
  await call(requestExtension, alice, wish)
  expect(await news()).toEqual(['Approved', 'Approved'])
  await domain.moveClock(0.5 * HOUR)
  await call(relinquishGrant, alice, { grantId })
  await domain.moveClock(3.8 * HOUR)
  expect(await news()).toEqual(['Ended'])
})

test('who took a grant back, and why, stands in the mail', async () => {
  const grantId = await domain.grant(alice, [carla])
  await news()
  await call(revokeGrant, carla, { grantId, reason: 'The laptop was stolen.' })
  expect(await news()).toEqual(['Revoked'])
  expect(lastText()).toMatch(/^Your access was taken back\n.*: Carla took it back at .* UTC\./)
})
