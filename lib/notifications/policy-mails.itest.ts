import { beforeEach, expect, test } from 'vitest'
import { submitRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailContext, mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { react } from './react'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  const rules = [{ name: 'production', when: 'account.tags.stage == "production"', ticket: true as const }]
  const changes = { reports: { approval: 'broken' }, lake: { approval: 'broken' } }
  await domain.offer(changes, { broken: { stages, rules } })
  await domain.signIn('carla')
  await domain.signIn('adam')
})

async function ask(entitlementId: 'reports' | 'lake' = 'reports'): Promise<void> {
  const form = await domain.form({ entitlementId })
  await expect(call(submitRequest, await domain.signIn('alice'), form)).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
}

async function readers(): Promise<string[]> {
  const before = provider.taken.length
  await worker.work()
  return provider.taken
    .slice(before)
    .map(({ to }) => to.split('@')[0] ?? '')
    .sort()
}

test('that a policy cannot be evaluated is told to administrators and owners, once an hour for an entitlement', async () => {
  await ask()
  expect(await readers()).toEqual(['adam', 'carla'])
  expect(provider.taken[0]).toMatchObject({
    subject: 'An approval policy cannot be evaluated: Finance reports',
    references: null,
  })
  await ask()
  expect(await readers()).toEqual([])
  await ask('lake')
  expect(await readers()).toEqual(['adam'])
  await domain.moveClock(3601)
  await ask()
  expect(await readers()).toEqual(['adam', 'carla'])
})

test('it is told once also where several workers hear of several requests at the same moment', async () => {
  for (let count = 0; count < 4; count++) await ask()
  const events = await domain.events('policy.failed')
  const hear = ({ id }: { id: string }) => react(mailContext(domain), { eventId: id }, { sendsMail: true })
  await Promise.all(events.map(hear))
  await Promise.all(events.map(hear))
  expect((await worker.mails()).map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    'policy Adam',
    'policy Carla',
  ])
})
